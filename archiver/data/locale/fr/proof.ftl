# What the check of an archive finds, beyond the plain words in cli.ftl.

problem-sidecar-mismatch = L'empreinte notée dans le fichier .sha256 n'est pas celle de l'archive : l'un des deux a changé.
problem-sidecar-of-another = Le fichier .sha256 parle d'un autre fichier (« { $name } »), et son empreinte n'est pas celle de l'archive.
problem-sidecar-unreadable = Le fichier .sha256 est illisible : ce n'est pas une ligne de « sha256sum ».
problem-empty = Le fichier est vide.
problem-not-pdf = Le fichier n'est pas un PDF.
problem-foreign = Le fichier est un PDF, mais pas une archive d'archiver.
problem-lock-damaged = L'archive a changé depuis qu'elle a été scellée, et la phrase de passe ne l'ouvre pas : si c'est la bonne, le verrou lui-même est abîmé.
problem-original-unlisted = L'original « { $name } » est encore dans le fichier, intact, mais les lecteurs de PDF ne l'y trouvent plus.
problem-newer-format = L'archive a été écrite par une version plus récente d'archiver, que celle-ci ne sait pas vérifier : mettez le programme à jour.

verify-whole = { $count ->
    [one] Encore intact, malgré tout :
   *[other] Encore intacts, malgré tout ({ $count }) :
}
verify-whole-none = Aucun original n'a pu être retrouvé intact.
verify-uncounted = Sans inventaire, rien ne dit combien d'originaux il y avait : d'autres peuvent être perdus.
verify-whole-all = Aucun original n'est perdu : tous sont intacts.
