# Copies de l'archive (--copy-to).
option-copy-to = Met aussi une copie vérifiée dans ce dossier (clé USB, autre disque) ; peut être répété.
copied = Copie vérifiée : { $path }
copy-same-disk = Elle est sur le même disque que l’archive : elle disparaîtrait avec lui.
copy-failed = La copie « { $path } » n’a pas pu être faite : { $reason }. L’archive, elle, est écrite. Recommencez vers un autre support, ou copiez-la vous-même.
copies = { $count ->
    [1] L’archive n’est que sur un seul disque : ce n’est pas encore une sauvegarde. Mettez-en une copie ailleurs : --copy-to DOSSIER.
   *[other] L’archive est sur { $count } disques ou supports.
}
CopyFolderNotFound = Le dossier « { $file } » prévu pour la copie n’existe pas. Branchez le support, ou corrigez --copy-to.
CopyOntoItself = L’archive est déjà écrite dans « { $file } » : une copie au même endroit ne protège de rien. Indiquez un autre dossier à --copy-to.
