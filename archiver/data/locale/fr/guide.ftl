# What `archiver guide` says besides the steps in `data/guide/`.

help-guide = Le chemin jusqu'au compte fermé, étape par étape, avec l'état de vos documents.

    Exemple : archiver guide ~/Téléchargements
option-after = Ce qu'il faut surveiller une fois le compte fermé.
option-letter = Écrit la demande de fermeture : un texte pour la messagerie, un PDF pour la poste.
option-access = Ajoute à la demande une copie de vos données (RGPD, article 15).
option-erasure = Ajoute à la demande l'effacement des données du compte en ligne (RGPD, article 17).
guide-title = Jusqu'à la fermeture : { $account }
guide-none = Pour ce compte il n'y a pas encore de guide ; voici l'état de vos documents.
guide-decide = Avant de décider
guide-download = Télécharger ce qui manque
guide-leave = Si vous quittez la France
guide-archive = Mettre en sûreté
guide-close = Fermer le compte
guide-after = Après la fermeture
guide-nothing-yet = Aucun document n'a encore été trouvé. Ce qu'il faut télécharger :
guide-source = Source : { $source }
guide-read = Sources lues le { $day }. Ce qu'aucune source ne confirme n'est pas dit ici.
letter-text = Pour la messagerie du compte : { $path }
letter-pdf = Pour la poste, à imprimer et signer : { $path }
letter-complete = Complétez les lignes vides : adresse, numéro, caisse.
letter-not-yet = { $count ->
    [one] Ne l'envoyez pas encore : un point obligatoire n'est pas réglé (archiver check le montre).
   *[other] Ne l'envoyez pas encore : { $count } points obligatoires ne sont pas réglés (archiver check les montre).
}
letter-unchecked = Ne l'envoyez pas encore : aucun document n'a été trouvé. Vérifiez d'abord ce qui manque : archiver check.
guide-not-yet = { $count ->
    [one] Pas encore : un point obligatoire n'est pas réglé (archiver check le montre).
   *[other] Pas encore : { $count } points obligatoires ne sont pas réglés (archiver check les montre).
}
option-note = Note dans archiver.toml où vous en êtes : asked (demandé), confirmed (confirmé), closed (fermé).
option-on = Le jour de ce que note --note (AAAA-MM-JJ) ; sinon aujourd'hui.
journal-asked = Fermeture demandée le { $day }
journal-confirmed = Demande confirmée le { $day }
journal-closed = Compte fermé le { $day }
journal-noted = Noté dans { $file } : { $what }.
