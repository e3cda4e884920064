"""Tests of the manuscript loader."""
