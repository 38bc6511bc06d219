# Ce que dit `archiver` seul : où en est ce dossier, et la suite.

start-files = { $count ->
    [0] Aucun document PDF ou ZIP dans { $sources }.
    [one] Un fichier PDF ou ZIP attend dans { $sources } ; il n'y a pas encore d'archive ici.
   *[other] { $count } fichiers PDF ou ZIP attendent dans { $sources } ; il n'y a pas encore d'archive ici.
}
start-files-at-least = Au moins { $count } fichiers PDF ou ZIP dans { $sources } ; il n'y a pas encore d'archive ici.
start-nowhere = Pas de document dans ce dossier, et le dossier des téléchargements n'a pas été trouvé.
start-absent = archiver.toml nomme { $sources }, qui n'existe pas (ou plus).
start-archive-safe = L'archive { $archive } est là : rien d'obligatoire n'y manquait pour le { $as_of }.
start-archive-gaps = { $count ->
    [one] L'archive { $archive } est là, mais un point obligatoire n'était pas réglé pour le { $as_of }.
   *[other] L'archive { $archive } est là, mais { $count } points obligatoires n'étaient pas réglés pour le { $as_of }.
}
start-archive-locked = L'archive { $archive } est là, verrouillée.
start-archive-doubtful = { $archive } porte un nom d'archive, mais ne s'ouvre pas comme telle.
start-newer = { $count ->
    [one] Un fichier est arrivé depuis.
   *[other] { $count } fichiers sont arrivés depuis.
}
start-do = À faire : { $command } — { $why }
start-why-watch = puis ouvrez votre compte et téléchargez : la liste se coche à mesure.
start-why-folder = en nommant le dossier de vos documents ; rien n'y est modifié.
start-why-check = dit ce qui manque, sans rien écrire ni modifier.
start-why-backup = dit ce qui manque, écrit l'archive et donne le verdict.
start-why-again = refait l'archive avec ce qui est arrivé.
start-why-gaps = dit ce qui manque encore, et où le télécharger.
start-why-doubtful = dit ce qui ne va pas, et ce qui peut en être sauvé.
start-why-verify = contrôle l'archive ; ensuite, archiver guide mène à la fermeture du compte.
start-why-ask = quelques questions : vos réponses peuvent ajouter des documents à ceux qu'il faut.
start-why-after = ce qu'il faut surveiller, une fois le compte fermé.
start-mend = À faire : corrigez archiver.toml, puis relancez : archiver
start-elsewhere = À faire : allez dans le dossier de vos documents (cd), puis relancez : archiver
start-rest = Le chemin entier : archiver guide. Toutes les commandes : archiver --help
start-rest-init = Quelques questions précisent la liste : archiver init. Le chemin entier : archiver guide. Toutes les commandes : archiver --help
start-folder = DOSSIER
