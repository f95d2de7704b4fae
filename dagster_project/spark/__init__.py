"""The same work on a cluster: an optional extra, `crosstally[spark]`."""
