# Statements read into lines.
gap-incomplete-sum-differs = « { $path } » semble incomplet : { $document }. Ses lignes font { $sum } €, le total imprimé est { $printed } €.
    .detail = « { $path } » ({ $document }) : lignes { $sum } €, total imprimé { $printed } €
    .remedy = Une page ou une ligne manque peut-être : téléchargez ce document de nouveau et comparez.
    .group = { $count ->
        [one] Les lignes d'un document ne font pas son total
       *[other] Les lignes de { $count } documents ne font pas leur total
    }
