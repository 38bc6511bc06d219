# What `archiver explain` says.

help-explain = Say why a file was recognised as it was, or what came nearest.

    Example: archiver explain releve.pdf
quoted = “{ $text }”
explain-file = { $status }
explain-document = { $title } ({ $count ->
    [one] page
   *[other] pages
} { $pages }) — { $status }
explain-period = Period: { $value }
explain-no-period = Period: not found
explain-issued = Issued: { $value }
explain-no-issued = Issued: not found
explain-person = In the name of: { $value }
explain-no-person = In the name of: not found
explain-trouble = { $trouble ->
    [empty] The file is empty.
    [web-page] It is a web page, not a document.
    [not-a-pdf] It is named like a PDF but is none.
    [packed] It is a compressed folder of a sort that this program does not open.
    [foreign] It is not a PDF, and this program does not read its format; but its name speaks of the account.
    [damaged] It is damaged and does not open.
    [truncated] The end of the file is missing.
    [locked] It is protected by a password.
    [refused] It is protected, and the password given does not open it.
    [too-slow] It could not be read in reasonable time.
    [crashed] It makes the PDF reader fail.
    [blank] Nothing is drawn on its pages.
    [too-large] It is too large to be read.
    [picture] It is a picture: what could be read in it is not enough.
    [ocr-absent] It is a picture, and Tesseract, which would read its text, is not installed.
    [ocr-no-french] It is a picture, and Tesseract is installed without French.
    [ocr-failed] It is a picture that Tesseract failed to read.
    [unfinished] The download is not finished.
   *[other] It could not be opened.
}
explain-page = Page { $page }
explain-ocr = Text read from the picture: it counts less, and has to read the same twice.
explain-ocr-unsure = Read from the picture, not surely: it is not taken for a document of the account.
explain-no-text = No text on this page.
explain-nothing = Nothing on this page resembles a known document.
explain-taken = { $sort ->
    [kind] Recognised: { $title }
   *[lookalike] Recognised as something else: { $title }
}
explain-near = { $sort ->
    [kind] Comes near: { $title }
   *[lookalike] Comes near, but is something else: { $title }
}
explain-title = title: { $phrases }
explain-mention = mentioned in the text, not as a heading: { $phrases }
explain-issuer = issuer: { $phrases }
explain-structure = content: { $phrases }
explain-lacking-issuer = The issuer’s name at the top or bottom of the page is missing.
explain-lacking-heading = A heading such as “{ $example }” at the start of a line is missing.
explain-lacking-number = A heading at the start of a line, or a social security number, is missing.
explain-lacking-structure = Words that usually stand on this document are missing.
explain-lacking-person = A name or a number is missing: nothing says whose it is.
explain-lacking-rows = Its lines are missing: no care and no payment with a day and a sum.
explain-lacking-figure = The figure that such a document bears is missing: a sum, a number, a year.
explain-lacking-period = The month or the days that it is about are missing.
explain-lacking-other-sender = Somebody else has written it: “{ $phrase }” stands at the head of the page.
explain-lacking-disclaimed = The page itself says that it is not this document: “{ $phrase }”.
explain-lacking-web-page = It is a page of the account on the web, with its links, not the document: save that as a PDF.
explain-lacking-covers = It is only the letter that comes with the document.
explain-lacking-ruled-out = Ruled out, because the page says “{ $phrase }”.
explain-lacking-outdone = Something else fits better, or just as well.
