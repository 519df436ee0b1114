"""Files to nodes with positions; the only room that knows YAML."""
