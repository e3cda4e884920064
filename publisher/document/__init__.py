"""The only model: Publication -> Article -> Part -> Block -> Inline; settings; the artefact."""
