"""What a batch can say: about its list, its folder, its processes and its cluster."""

from __future__ import annotations

from publisher.findings import Kind, Severity
from publisher.messages import _

PROGRAM = _("program")
LIST_EMPTY = Kind(
    "batch-empty",
    Severity.ERROR,
    _("there is no publication in this list"),
    _("write one a line: a folder, a publication.yaml, a manuscript, or a pattern such as 2026/*"),
)
LIST_IS_PUBLICATION = Kind(
    "batch-list-publication",
    Severity.ERROR,
    _("this is one publication, and a batch wants a list or a folder of them"),
    _("name the folder above it, a text file with a source a line, or use “publisher pdf”"),
)
LINE_UNUSABLE = Kind(
    "batch-line",
    Severity.ERROR,
    _("nothing is found under “{name}”"),
    _("correct the line: paths and patterns go from the folder of the list"),
    _("The rest of the batch is made; a list of ten thousand need not wait for one line."),
)
SAME_NAME = Kind(
    "batch-same-name",
    Severity.ERROR,
    _("“{name}” would be written to the same folder as {other}"),
    _("rename one of the two folders or files, or put them in two batches"),
    _("Capitals and composed forms do not part names: some disks take them for the same."),
)
NAME_TAKEN = Kind(
    "batch-name-taken",
    Severity.ERROR,
    _("a publication cannot be called “{name}” here: the batch writes a file of this name"),
    _("rename its folder or file"),
)
OUTPUT_INSIDE = Kind(
    "batch-output-inside",
    Severity.ERROR,
    _("the output folder {folder} lies inside this publication"),
    _("name a folder that is outside of all publications with -o"),
    _("What was made would be read as manuscripts by the next batch."),
)
BAD_SHARD = Kind(
    "batch-shard",
    Severity.ERROR,
    _("“{value}” is not a part of a batch"),
    _("write the part and the number of parts, such as 3/16; the first is 1/16"),
)
OUTPUT_IN_USE = Kind(
    "batch-in-use",
    Severity.ERROR,
    _("another batch is writing to this folder"),
    _("wait until it has ended, or name another folder with -o; parts (--shard) go together"),
)
OUTPUT_GONE = Kind(
    "batch-output-gone",
    Severity.ERROR,
    _("the output folder was moved or deleted while the batch ran"),
    _("start the batch again: it makes what is missing"),
)
PROCESS_DIED = Kind(
    "batch-process-died",
    Severity.ERROR,
    _("its process died each of {tries} times: {reason}"),
    _("build it alone with “publisher pdf”; the others of the batch are made"),
    _("What ends a process again and again must not end the batch."),
)
TOO_SLOW = Kind(
    "batch-time-limit",
    Severity.ERROR,
    _("it was not done after {seconds} s and was given up"),
    _("raise --time-limit, or look for a layout of its own that does not end"),
)
TOO_BIG = Kind(
    "batch-memory-limit",
    Severity.ERROR,
    _("it needs more than {megabytes} MB of memory and was given up"),
    _("raise --memory-limit, make its pictures smaller, or divide it"),
)
CHANGED = Kind(
    "batch-changed",
    Severity.ERROR,
    _("the file changed while the batch ran"),
    _("start the batch again: it makes what is missing"),
)
BUNDLE_BROKEN = Kind(
    "batch-bundle",
    Severity.ERROR,
    _("what was sent is not what came: “{name}”"),
    _("start the batch again; if it comes again, look at the network and the disks"),
    _("Files travel under the SHA-256 of their content, and no path leads out of its folder."),
)
NO_CLUSTER = Kind(
    "cluster-silent",
    Severity.ERROR,
    _("no Dask scheduler answers at {address}"),
    _("start one with “dask scheduler”, or correct the address, such as tcp://host:8786"),
)
NO_DASK = Kind(
    "cluster-library",
    Severity.ERROR,
    _("--cluster needs the package “distributed”, which is not installed"),
    _("run: pip install -r requirements/cluster.txt"),
)
NO_WORKERS = Kind(
    "cluster-workers",
    Severity.ERROR,
    _("no worker at {address} can take part"),
    _("start workers with “dask worker {address}” where this version of publisher is installed"),
)
WORKER_DIFFERS = Kind(
    "cluster-worker-differs",
    Severity.WARNING,
    _("the worker {address} is left out: its {parts} differ from those here"),
    _("install the same version, with the same fonts, there"),
    _("The same sources give the same bytes only with the same program, layouts and faces."),
)
CLUSTER_LOST = Kind(
    "cluster-lost",
    Severity.ERROR,
    _("the connection to the cluster was lost"),
    _("start the batch again when it is back: it makes what is missing"),
)
