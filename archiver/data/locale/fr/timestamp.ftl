# L'horodatage du sceau (--timestamp).
option-timestamp = Fait dater le sceau par cette autorité d'horodatage (RFC 3161). Seule une empreinte part sur le réseau, jamais un document. Il n'y en a pas d'office : l'adresse est à donner.
progress-timestamp = Demande à l'autorité d'horodatage
timestamp-says = Horodatage : l'archive existait le { $date } à { $time } (UTC), selon l'autorité « { $authority } ».
timestamp-trust = Ce programme ne dit pas si cette autorité mérite confiance : c'est à vous, ou à votre lecteur, d'en juger.
problem-timestamp-broken = L'horodatage ne vaut rien : il n'est pas celui de cette archive, ou son autorité ne l'a pas signé dans les règles.
problem-timestamp-removed = L'archive dit que son sceau est horodaté, mais l'horodatage a disparu.
pages-proves-stamped = Le sceau prouve que rien n'a changé depuis la création de l'archive ; l'horodatage demandé à { $host }, qu'elle existait à la date qu'il porte. Rien ne prouve que les documents sont authentiques.
TimestampUrlWrong = { $reason ->
    [secret] L'adresse « { $url } » contient un identifiant ou un mot de passe : les autorités qui en demandent ne sont pas prises en charge. Donnez à --timestamp une adresse sans cela.
   *[form] « { $url } » n'est pas l'adresse d'une autorité d'horodatage. Donnez à --timestamp une adresse qui commence par https:// ou http://.
}
TimestampNeedsSeal = --timestamp date le sceau, et --no-seal n'en veut pas. Enlevez l'une des deux options.
TimestampFailed = { $reason ->
    [unreachable] L'autorité d'horodatage « { $url } » est injoignable ({ $remark }).
    [silent] L'autorité d'horodatage « { $url } » n'a pas répondu à temps.
    [status] « { $url } » a répondu par une erreur ({ $remark }) au lieu d'un horodatage. Vérifiez l'adresse.
    [too-large] La réponse de « { $url } » est trop longue pour un horodatage.
    [refused] L'autorité d'horodatage « { $url } » a refusé ({ $remark }).
    [nonce] L'horodatage reçu de « { $url } » répond à une autre demande que celle-ci.
    [imprint] L'horodatage reçu de « { $url } » porte sur autre chose que cette archive.
    [certificate] L'horodatage reçu de « { $url } » est signé avec un certificat qui n'est pas fait pour cela.
    [chain] L'horodatage reçu de « { $url } » ne contient pas les certificats qu'il faut pour le vérifier plus tard.
    [signature] L'horodatage reçu de « { $url } » ne porte pas de signature valable.
   *[garbage] La réponse de « { $url } » n'est pas un horodatage. Vérifiez l'adresse.
} Aucune archive n'a été écrite, rien n'est perdu. Recommencez plus tard, choisissez une autre autorité, ou relancez sans --timestamp.
