"""The stages in their order, from a publication's folder to finished files.

The only package that knows every stage; `cli` and `preview` call it and nothing below it.
"""
