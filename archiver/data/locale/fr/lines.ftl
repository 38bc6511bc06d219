# Statements read into lines.
gap-incomplete-rows-hidden = « { $path } » est incomplet : { $document }. Il dit lui-même qu’il a d’autres lignes que celles qu’il montre.
    .detail = « { $path } » ({ $document })
    .remedy = Téléchargez le document lui-même, ou faites d’abord afficher toutes les lignes de la page.
    .group = { $count ->
        [one] Un document ne montre pas toutes ses lignes
       *[other] { $count } documents ne montrent pas toutes leurs lignes
    }
gap-incomplete-total-lost = « { $path } » semble incomplet : { $document }. Les relevés d’avant et d’après finissent par un total, celui-ci n’en a pas.
    .detail = « { $path } » ({ $document }) : pas de total à la fin
    .remedy = La dernière page manque peut-être : téléchargez ce document de nouveau et comparez.
    .group = { $count ->
        [one] Un document s’arrête avant son total
       *[other] { $count } documents s’arrêtent avant leur total
    }
gap-incomplete-sum-differs = « { $path } » semble incomplet : { $document }. Ses lignes font { $sum } €, le total imprimé est { $printed } €.
    .detail = « { $path } » ({ $document }) : lignes { $sum } €, total imprimé { $printed } €
    .remedy = Une page ou une ligne manque peut-être : téléchargez ce document de nouveau et comparez.
    .group = { $count ->
        [one] Les lignes d'un document ne font pas son total
       *[other] Les lignes de { $count } documents ne font pas leur total
    }
gap-incomplete-sum-unsure = « { $path } » est peut-être incomplet : { $document }. Ses lignes, telles qu’elles ont été lues, font { $sum } €, la somme imprimée est { $printed } €.
    .detail = « { $path } » ({ $document }) : lignes lues { $sum } €, somme imprimée { $printed } €
    .remedy = Comparez les lignes du document avec cette somme : le programme l’a peut-être mal lu, ou une ligne manque ; dans ce cas, téléchargez-le de nouveau.
    .group = { $count ->
        [one] Les lignes d'un document ne semblent pas faire la somme imprimée
       *[other] Les lignes de { $count } documents ne semblent pas faire la somme imprimée
    }
gap-incomplete-lines-unread = « { $path } » : { $document }. { $unread ->
        [one] Une ligne n’a pas pu être lue
       *[other] { $unread } lignes n’ont pas pu être lues
    }, et les autres ne font pas le total imprimé : personne n’a vérifié qu’il est entier.
    .detail = « { $path } » ({ $document })
    .remedy = Comparez les lignes du document avec son total ; s’il en manque une, téléchargez-le de nouveau.
    .group = { $count ->
        [one] Un document n’a pas pu être comparé avec son total
       *[other] { $count } documents n’ont pas pu être comparés avec leur total
    }

option-lines = Montre les lignes des relevés (soins, indemnités) et leurs totaux par année et par personne.
option-csv = Écrit ces lignes dans un fichier pour tableur (« - » : sortie standard).

lines-none = Aucun document dont les lignes puissent être lues.
lines-written = { $count ->
    [0] Aucune ligne écrite dans « { $path } ».
    [one] Une ligne écrite dans « { $path } ».
   *[other] { $count } lignes écrites dans « { $path } ».
}
lines-total = { $kind }, { $year }, { $person } : { $amount }
lines-nobody = sans nom
lines-third-party = payé à un tiers
lines-yes = oui
lines-sums-agree = somme vérifiée
lines-sums-disagree = la somme diffère du total imprimé
lines-sums-unchecked = somme non vérifiable
lines-twice = « { $one } » et « { $other } » portent sur les mêmes jours : leurs lignes y sont deux fois. Comparez-les ; un total n’en compte qu’un.
lines-unread = « { $path } » : { $count ->
    [0] aucune ligne n'a pu être lue
    [one] une ligne n'a pas pu être lue avec certitude
   *[other] { $count } lignes n'ont pas pu être lues avec certitude
} ; regardez le document lui-même.
lines-differ = « { $path } » : les lignes ne font pas le total imprimé ; regardez le document lui-même.

lines-column-day = Date
lines-column-until = Jusqu'au
lines-column-person = Bénéficiaire
lines-column-label = Acte ou prestation
lines-column-paid = Montant payé
lines-column-base = Base du remboursement
lines-column-rate = Taux (en pourcentage)
lines-column-days = Jours
lines-column-amount = Montant versé
lines-column-paid-on = Payé le
lines-column-third-party = Payé à un tiers
lines-column-kind = Document
lines-column-period = Période
lines-column-sums = Somme
lines-column-file = Fichier
lines-column-page = Page
