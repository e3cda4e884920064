"""Batches: lists, bundles, folders, processes, clusters."""
