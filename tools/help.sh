#!/bin/sh
# Print the targets of the Makefile that carry a `##` sentence.
set -eu

cat <<'HELP'
publisher — 中文稿件到 PDF 和 EPUB · from a Chinese manuscript to PDF and EPUB

    make pdf                                manuscript/ → build/
    make pdf SOURCE=my-issue                一个刊物文件夹 · a publication's folder
    make pdf SOURCE=story.txt ARGS="-o story.pdf --layout feature"
                                            一篇稿件 · one manuscript

HELP
sed -n 's/^\([a-z-]*\):[^#]*## \(.*\)$/\1|\2/p' "$1" |
    while IFS='|' read -r target sentence; do printf '    make %-10s %s\n' "$target" "$sentence"; done
