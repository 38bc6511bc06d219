# What `archiver collect` says.

help-collect = Copie les documents reconnus dans un dossier rangé, sous des noms qui disent ce qu'ils sont.

    Les fichiers d'origine restent où ils sont. Rien n'est remplacé : relancez la commande après d'autres téléchargements.

    Exemple : archiver collect ~/Téléchargements --into documents-ameli
collected = { $count ->
    [0] Aucune nouvelle copie dans « { $folder } ».
    [one] Une copie faite dans « { $folder } ».
   *[other] { $count } copies faites dans « { $folder } ».
}
collected-present = { $count ->
    [one] Une autre y était déjà.
   *[other] { $count } autres y étaient déjà.
}
collected-left = { $count ->
    [one] Un fichier n'a pas été reconnu et reste où il est :
   *[other] { $count } fichiers n'ont pas été reconnus et restent où ils sont :
}
collected-why = Pour savoir pourquoi : archiver explain FICHIER
