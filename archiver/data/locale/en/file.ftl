# What a PDF reader shows of the archive around its pages: title, bookmarks, attachments.

file-title = Archive before deletion: { $account }, { $as-of }
file-index = ↩ Back to the index
file-other = Other files
file-manifest = Manifest: what this archive holds
file-checksums = Checksums, for “sha256sum -c”
file-seal = Seal of the archive: nothing has changed since it was made
