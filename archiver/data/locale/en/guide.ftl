# What `archiver guide` says besides the steps in `data/guide/`.

help-guide = Show the way to the closed account, step by step, with the state of your documents.

    Example: archiver guide ~/Downloads
option-after = What to watch once the account is closed.
option-letter = Writes the request to close it: a text for the mailbox, a PDF for the post.
option-access = Adds a request for a copy of your data (GDPR, article 15).
option-erasure = Adds a request to erase the data of the online account (GDPR, article 17).
guide-title = Until it is closed: { $account }
guide-none = There is no guide for this account yet; this is the state of your documents.
guide-decide = Before you decide
guide-download = Download what is missing
guide-leave = If you are leaving France
guide-archive = Put it in a safe place
guide-close = Close the account
guide-after = After it is closed
guide-nothing-yet = No document was found yet. What to download:
guide-source = Source: { $source }
guide-read = Sources read on { $day }. What no source confirms is not said here.
letter-text = For the account’s mailbox: { $path }
letter-pdf = For the post, to be printed and signed: { $path }
letter-complete = Complete the empty lines: address, number, fund. The letter is in French: it is the fund that reads it.
letter-not-yet = { $count ->
    [one] Do not send it yet: one required point is not settled (archiver check shows it).
   *[other] Do not send it yet: { $count } required points are not settled (archiver check shows them).
}
letter-unchecked = Do not send it yet: no document was found. See first what is missing: archiver check.
guide-not-yet = { $count ->
    [one] Not yet: one required point is not settled (archiver check shows it).
   *[other] Not yet: { $count } required points are not settled (archiver check shows them).
}
option-note = Note in archiver.toml how far it has come: asked, confirmed, closed.
option-on = The day of what --note notes (YYYY-MM-DD); today by default.
journal-asked = Closing asked for on { $day }
journal-confirmed = Request confirmed on { $day }
journal-closed = Account closed on { $day }
journal-noted = Noted in { $file }: { $what }.
