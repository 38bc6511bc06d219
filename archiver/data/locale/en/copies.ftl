# Copies of the archive (--copy-to).
option-copy-to = Also put a verified copy into this folder (USB stick, other disk); can be repeated.
copied = Verified copy: { $path }
copy-same-disk = It is on the same disk as the archive: it would be lost together with it.
copy-failed = The copy “{ $path }” could not be made: { $reason }. The archive itself is written. Try another disk, or copy it yourself.
copies = { $count ->
    [1] The archive is on one disk only: that is not yet a backup. Put a copy elsewhere: --copy-to FOLDER.
   *[other] The archive is on { $count } disks.
}
CopyFolderNotFound = The folder “{ $file }” for the copy does not exist. Plug the disk in, or correct --copy-to.
CopyOntoItself = The archive is already written to “{ $file }”: a copy in the same place protects from nothing. Give another folder to --copy-to.
