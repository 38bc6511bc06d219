# What a PDF reader shows of the archive around its pages: title, bookmarks, attachments.

file-title = Archive avant suppression : { $account }, { $as-of }
file-index = ↩ Retour à l'index
file-other = Autres fichiers
file-manifest = Manifeste : ce que contient cette archive
file-checksums = Sommes de contrôle, pour « sha256sum -c »
file-seal = Sceau de l'archive : rien n'a changé depuis sa création
