"""Whether figures can be trusted: metrics, studies beside floors and ablations, reports, the registry, drift."""
