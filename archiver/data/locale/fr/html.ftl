# What the page of `--html` says besides.

html-skip = Aller au contenu
html-title = Avant de supprimer : { $account }
html-calendar = Calendrier des documents
html-tally = Total
html-legend = Légende du calendrier
html-documents = Documents
html-page = Page de l'archive
html-archive = L'archive
html-seal = Empreinte du sceau :
html-digest = SHA-256 du fichier :
html-next = Et maintenant ?
html-footer = Écrit par archiver { $tool }, sans réseau, pour une suppression prévue le { $as_of }.
option-html = Écrit aussi le rapport dans une page HTML, à lire ou imprimer sans réseau.
html-apart = { $count ->
    [one] Un fichier sans rapport avec le compte
   *[other] { $count } fichiers sans rapport avec le compte
}
