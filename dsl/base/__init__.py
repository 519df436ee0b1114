"""What every room stands on: source spans, diagnostics, values of time and money. Knows nothing of rules."""
