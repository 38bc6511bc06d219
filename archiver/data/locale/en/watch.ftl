# What `archiver watch` says.
help-watch = Stay open while you download, and tick the checklist as documents arrive.

    Without a folder: your downloads. Ctrl+C to finish; the program then offers to write the archive.

    Example: archiver watch ~/Downloads
option-plain = One line after the other, no full screen (screen reader, small terminal).
watch-no-folder = “{ $path }” is not a folder. Name the folder your downloads arrive in.
watch-left = { $count ->
    [0] Nothing required is missing on { $day }.
    [one] One required point is left to settle by { $day }.
   *[other] { $count } required points are left to settle by { $day }.
}
watch-waiting = Waiting for downloads. Ctrl+C to finish.
watch-foot = Waiting for downloads · Ctrl+C to finish
watch-offer = Write the archive now with what is there?
watch-then = To write the archive: { $command }
watch-other-person = { $title }: made out to { $person }, does not count for this account.
watch-torn-pages-absent = { $title }: pages are missing. Download it again.
watch-torn-page-unreadable = { $title }: one page at least cannot be read. Download it again.
watch-torn-rows-hidden = { $title }: some of its lines are not shown. Download the document itself.
watch-torn-total-lost = { $title }: it ends before its total; its last page may be missing. Download it again and compare.
watch-torn-sum-differs = { $title }: its lines do not add up to its total; a page or a line may be missing. Download it again and compare.
watch-torn-issued-early = { $title }: made out before its period was over. Download it again, now that it is.
watch-torn-sum-unsure = { $title }: its lines do not seem to add up to the printed sum. Compare.
watch-torn-lines-unread = { $title }: not all of its lines could be read. Compare them with the total.
watch-double = { $title }: already there (“{ $other }”).
watch-unrelated = “{ $name }”: nothing to do with the account.
watch-picture = “{ $name }”: a picture, its content is not checked.
watch-web-page = “{ $name }”: a web page (the login page, no doubt), not a document. Log in again and download it again.
watch-locked = “{ $name }”: protected by a passphrase or password, its content is not counted.
watch-packed = “{ $name }”: a compressed folder that could not be opened. Unpack its files here.
watch-foreign = “{ $name }”: not a PDF, and its format is not read here. Save it as a PDF.
watch-unrecognised = “{ $name }”: seems to come from the account but was not recognised.
watch-unreadable = “{ $name }”: unreadable or incomplete. Download it again.
