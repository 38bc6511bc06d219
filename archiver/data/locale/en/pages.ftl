# The archive's own pages: cover, calendar, gaps, index, notices.

pages-cover = Summary
pages-kicker = Archive before account deletion
pages-prepared = As of { $as_of }, the day on which the account is to be deleted
pages-holder-unknown = Holder unknown
pages-count-documents = { $count ->
    [one] document recognised
   *[other] documents recognised
}
pages-count-labelled = { $count ->
    [one] + one declared by you
   *[other] + { $count } declared by you
}
pages-count-doubtful = { $count ->
    [one] + one doubtful file
   *[other] + { $count } doubtful files
}
pages-count-doubles = { $count ->
    [one] + one duplicate
   *[other] + { $count } duplicates
}
pages-count-pages = { $count ->
    [one] page of documents
   *[other] pages of documents
}
pages-count-originals = { $count ->
    [one] original attached
   *[other] originals attached
}
pages-count-gaps = { $count ->
    [one] required point open
   *[other] required points open
}
pages-count-recommended = { $count ->
    [one] + one recommended
   *[other] + { $count } recommended
}
pages-count-notes = { $count ->
    [one] + one for information
   *[other] + { $count } for information
}
pages-inside = In this archive
pages-from = p. { $page }
pages-documents = Documents
pages-seal = Fingerprint of the seal
pages-seal-says = Note it elsewhere: it tells this archive from another one that somebody else sealed in its place.
pages-seal-yellow = Adobe Reader shows an unknown signer in yellow: that is as it should be, no third party vouches for this seal. What counts are the words “not been modified”.
pages-no-seal = This archive has no seal: only the .sha256 file kept beside it tells of a change.
pages-check = Check this archive and take the documents out
pages-check-own = With archiver:
pages-check-plain = Without archiver, with common tools (poppler-utils, coreutils):
pages-check-pdfsig = pdfsig has to show both “Signature is Valid” and “Total document signed”: one of the two is not enough.
pages-attachments = The originals are attached to this file. Adobe Reader, Firefox, Okular and Evince show attachments; most other browsers do not.
pages-proves = The seal proves that nothing has changed since the archive was made. It proves neither that the documents are genuine, nor the date.
pages-proves-unsealed = Nothing here proves that the documents are genuine, nor the date of the archive.
pages-made = Made on { $date } (UTC) by archiver { $tool }

pages-calendar = Calendar of documents
pages-calendar-says = Each column is a month, each row a kind of document. A click on a square leads to the document.
pages-legend-seen = document present
pages-legend-labelled = present, by your word
pages-legend-missing = missing
pages-legend-doubtful = incomplete
pages-legend-declared = none, by your word
pages-legend-coming = not issued yet
pages-legend-dated = document of this month
pages-legend-span = period of a document
pages-older = { $count ->
    [one] One older document is in the index.
   *[other] { $count } older documents are in the index.
}
pages-requirements = What the checklist asks for
pages-state-met = complete
pages-state-incomplete = incomplete
pages-state-missing = missing
pages-state-stale = too old
pages-state-declared = none, by your word
pages-state-held = there, not required
pages-not-concerned = Asked for only if you declare it (archiver init): { $titles }.
pages-months = { $met } months of { $expected } ({ $span })
pages-year-held = { $year }: present
pages-year-missing = { $year }: missing
pages-newest = Newest document: { $issued }
pages-held = { $count ->
    [0] No document
    [one] One document
   *[other] { $count } documents
}
pages-held-of = { $count ->
    [one] One document: { $spans }
   *[other] { $count } documents: { $spans }
}

pages-keep = Keep: { $keep }
pages-keep-until = the newest: until { $until }

pages-gaps = What is missing
pages-gaps-none = Nothing is missing: all that the checklist asks for is there, and every file could be read.
pages-gaps-none-required = Nothing required is missing. The points below do not stand in the way of deleting the account.
pages-points = { $count ->
    [one] one point
   *[other] { $count } points
}
pages-declared = What you declared
pages-declared-says = What follows rests on your word. No document has shown it.
pages-waiver = “{ $reason }”, declared on { $declared }

pages-index = Index
pages-index-empty = This archive holds no document.
pages-index-says = Each line leads to its document. The page numbers are those that your PDF reader shows; of the SHA-256 the first twelve digits are given.
pages-column-number = No.
pages-column-document = Document
pages-column-person = Person
pages-column-issued = Issued
pages-column-pages = Pages
pages-column-digest = SHA-256
pages-valid-until = valid until { $until }
pages-doubtful = Doubtful files
pages-doubles = Duplicates, attached without being shown
pages-others = Other files
pages-unrelated = { $count ->
    [one] One file that has nothing to do with the account was left out.
   *[other] { $count } files that have nothing to do with the account were left out.
}
pages-continued = { $title } (continued)
pages-attached-only = attached

pages-notice = This file cannot be shown
pages-notice-file = File
pages-notice-folder = Found in
pages-notice-size = Size
pages-notice-status = State
pages-notice-original = The original
pages-notice-attached = It is attached to this archive, byte for byte, under the name:
pages-notice-do = What to do
pages-notice-open = Open the attached original.
pages-trouble-empty = It is empty.
pages-trouble-web-page = It is a web page, probably the login page, not a document.
pages-trouble-not-a-pdf = It is named like a PDF but is none.
pages-trouble-packed = It is a compressed folder that this program does not open.
pages-trouble-foreign = It is not a PDF, and this program does not read its format.
pages-trouble-damaged = It is damaged and does not open.
pages-trouble-truncated = It is cut short: its end is missing.
pages-trouble-locked = It is protected by a password.
pages-trouble-refused = It is protected, and the password given does not open it.
pages-trouble-too-slow = It could not be read in a reasonable time.
pages-trouble-crashed = It makes the PDF reader fail.
pages-trouble-blank = Nothing is drawn on its pages.
pages-trouble-too-large = It is too large to be read.
pages-trouble-unfinished = Its download was not finished.
pages-trouble-cannot-open = It could not be opened.
pages-trouble-picture = It is a picture that this program cannot show.
pages-trouble-ocr-absent = It is a picture that this program cannot show.
pages-trouble-ocr-no-french = It is a picture that this program cannot show.
pages-trouble-ocr-failed = It is a picture that this program cannot show.
pages-trouble-no-pages = It is neither a PDF nor a picture: there is no page to show.
pages-trouble-none = Its pages could not be taken over faithfully.
