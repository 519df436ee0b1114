"""From the outcomes of a case to the register of what each party owes and may do; standard library only."""

from dsl.register.make import make_register

__all__ = ["make_register"]
