# What the page of `--html` says besides.

html-skip = Skip to the content
html-title = Before deleting: { $account }
html-calendar = Calendar of documents
html-tally = Total
html-legend = Legend of the calendar
html-documents = Documents
html-page = Page in the archive
html-archive = The archive
html-seal = Fingerprint of the seal:
html-digest = SHA-256 of the file:
html-next = What now?
html-footer = Written by archiver { $tool }, without network, for a deletion planned on { $as_of }.
option-html = Also writes the report as an HTML page, to be read or printed without network.
html-apart = { $count ->
    [one] One file that has nothing to do with the account
   *[other] { $count } files that have nothing to do with the account
}
