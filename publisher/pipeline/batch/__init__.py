"""`publisher batch`: many publications, on the processes of this machine or on a cluster.

A list becomes tasks, a task becomes an order, an order an outcome, and outcomes become files and a
summary. Whoever fills orders (`local`, `cluster`) sees neither the list nor the output folder.
"""
