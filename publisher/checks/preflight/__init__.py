"""Preflight (印前检查): the rules that a finished PDF must obey under a printing condition.

One small module a subject, one small generator a rule, with its reason, its remedy and its source.
`subject.PrintPdf` is the file as the rules see it; `content` reads what its pages draw. The rules
hold for any PDF, also one that another program made. No ISO validator can be had from the
registries: “print-ready” means that a file obeys these rules, and is said in those words.

Sources: ISO 15930-7 (PDF/X-4), ISO 32000-1 (PDF 1.7), ISO 12647-2 and -3 (offset printing), and the
specification GWG 2015 of the Ghent Workgroup by the names of its clauses.
"""
