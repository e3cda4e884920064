"""Checks of any e-book, ours or another's, by reading the finished file and nothing else.

A book is foreign until it has been read: nothing in it is run or fetched, its archive is never
unpacked, and what unfolds without measure is not read.
"""
