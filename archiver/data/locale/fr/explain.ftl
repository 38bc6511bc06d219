# What `archiver explain` says.

help-explain = Dit pourquoi un fichier a été reconnu ainsi, ou ce qui s'en approche le plus.

    Exemple : archiver explain releve.pdf
quoted = « { $text } »
explain-file = { $status }
explain-document = { $title } ({ $count ->
    [one] page
   *[other] pages
} { $pages }) — { $status }
explain-period = Période : { $value }
explain-no-period = Période : pas trouvée
explain-issued = Établi le : { $value }
explain-no-issued = Établi le : pas trouvé
explain-person = Au nom de : { $value }
explain-no-person = Au nom de : pas trouvé
explain-trouble = { $trouble ->
    [empty] Le fichier est vide.
    [web-page] C'est une page web, pas un document.
    [not-a-pdf] Il porte un nom de PDF mais n'en est pas un.
    [packed] C’est un dossier compressé d’un genre que ce programme n’ouvre pas.
    [foreign] Ce n’est pas un PDF, et ce programme ne lit pas ce format ; son nom, lui, évoque le compte.
    [damaged] Il est abîmé et ne s'ouvre pas.
    [truncated] La fin du fichier manque.
    [locked] Il est protégé par un mot de passe.
    [refused] Il est protégé, et le mot de passe donné ne l’ouvre pas.
    [too-slow] Il n'a pas pu être lu en un temps raisonnable.
    [crashed] Il fait échouer le lecteur de PDF.
    [blank] Rien n’est dessiné sur ses pages.
    [too-large] Il est trop grand pour être lu.
    [picture] C’est une image : ce qui a pu y être lu ne suffit pas.
    [ocr-absent] C’est une image, et Tesseract, qui en lirait le texte, n’est pas installé.
    [ocr-no-french] C’est une image, et Tesseract est installé sans le français.
    [ocr-failed] C’est une image que Tesseract n’a pas réussi à lire.
    [unfinished] Le téléchargement n'est pas terminé.
   *[other] Il n'a pas pu être ouvert.
}
explain-page = Page { $page }
explain-ocr = Texte lu sur l’image : il compte moins, et doit se lire deux fois de la même façon.
explain-ocr-unsure = Lue sur l’image, sans certitude : elle n’est pas prise pour un document du compte.
explain-no-text = Aucun texte sur cette page.
explain-nothing = Rien sur cette page ne rappelle un document connu.
explain-taken = { $sort ->
    [kind] Reconnue : { $title }
   *[lookalike] Reconnue comme autre chose : { $title }
}
explain-near = { $sort ->
    [kind] S'en approche : { $title }
   *[lookalike] S'en approche, mais c'est autre chose : { $title }
}
explain-title = titre : { $phrases }
explain-mention = cité dans le texte, pas en titre : { $phrases }
explain-issuer = émetteur : { $phrases }
explain-structure = contenu : { $phrases }
explain-lacking-issuer = Il manque le nom de l'émetteur en haut ou en bas de la page.
explain-lacking-heading = Il manque un titre, par exemple « { $example } », au début d'une ligne.
explain-lacking-number = Il manque un titre au début d'une ligne, ou un numéro de sécurité sociale.
explain-lacking-structure = Il manque des mentions habituelles de ce document.
explain-lacking-person = Il manque un nom ou un numéro : rien ne dit à qui c'est.
explain-lacking-rows = Il manque ses lignes : ni soin ni paiement avec sa date et sa somme.
explain-lacking-figure = Il manque le chiffre qu'un tel document porte : une somme, un nombre, une année.
explain-lacking-period = Il manque le mois ou les jours dont il s'agit.
explain-lacking-other-sender = Écrit par quelqu'un d'autre : en tête de la page se trouve « { $phrase } ».
explain-lacking-disclaimed = La page dit elle-même qu'elle n'est pas ce document : « { $phrase } ».
explain-lacking-web-page = C'est une page du compte sur le web, avec ses liens, et non le document : enregistrez-le en PDF.
explain-lacking-covers = Ce n'est que la lettre qui accompagne le document.
explain-lacking-ruled-out = Exclu, parce que la page dit « { $phrase } ».
explain-lacking-outdone = Autre chose correspond mieux, ou tout aussi bien.
