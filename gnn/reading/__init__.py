"""From folders and from the lake to what models read: columns, labels, splits, and the check that nothing leaked."""
