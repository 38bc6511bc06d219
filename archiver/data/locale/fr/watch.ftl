# Ce que dit `archiver watch`.
help-watch = Reste ouvert pendant les téléchargements et coche la liste à mesure qu’ils arrivent.

    Sans dossier : celui des téléchargements. Ctrl+C pour finir ; le programme propose alors d’écrire l’archive.

    Exemple : archiver watch ~/Téléchargements
option-plain = Une ligne après l’autre, sans plein écran (lecteur d’écran, petit terminal).
watch-no-folder = « { $path } » n’est pas un dossier. Indiquez le dossier où arrivent vos téléchargements.
watch-left = { $count ->
    [0] Rien d’obligatoire ne manque au { $day }.
    [one] Il reste un point obligatoire à régler au { $day }.
   *[other] Il reste { $count } points obligatoires à régler au { $day }.
}
watch-waiting = J’attends les téléchargements. Ctrl+C pour finir.
watch-foot = J’attends les téléchargements · Ctrl+C pour finir
watch-offer = Écrire l’archive maintenant avec ce qui est là ?
watch-then = Pour écrire l’archive : { $command }
watch-other-person = { $title } : au nom de { $person }, ne compte pas pour ce compte.
watch-torn-pages-absent = { $title } : des pages manquent. Téléchargez-le de nouveau.
watch-torn-page-unreadable = { $title } : une page au moins est illisible. Téléchargez-le de nouveau.
watch-torn-rows-hidden = { $title } : des lignes n’y sont pas montrées. Téléchargez le document lui-même.
watch-torn-total-lost = { $title } : il s’arrête avant son total ; la dernière page manque peut-être. Téléchargez-le de nouveau et comparez.
watch-torn-sum-differs = { $title } : ses lignes ne font pas son total ; une page ou une ligne manque peut-être. Téléchargez-le de nouveau et comparez.
watch-torn-issued-early = { $title } : établi avant la fin de la période. Téléchargez-le de nouveau, maintenant qu’elle est finie.
watch-torn-sum-unsure = { $title } : ses lignes ne semblent pas faire la somme imprimée. Comparez.
watch-torn-lines-unread = { $title } : toutes ses lignes n’ont pas pu être lues. Comparez-les avec le total.
watch-double = { $title } : déjà là (« { $other } »).
watch-unrelated = « { $name } » : sans rapport avec le compte.
watch-picture = « { $name } » : une image, son contenu n’est pas vérifié.
watch-web-page = « { $name } » : une page web (sans doute celle de connexion), pas un document. Reconnectez-vous et téléchargez de nouveau.
watch-locked = « { $name } » : protégé par une phrase secrète ou un mot de passe, son contenu n’est pas compté.
watch-packed = « { $name } » : un dossier compressé qui n’a pas pu être ouvert. Extrayez-en les fichiers ici.
watch-foreign = « { $name } » : ce n’est pas un PDF, et ce format ne se lit pas ici. Enregistrez-le en PDF.
watch-unrecognised = « { $name } » : semble venir du compte, mais n’a pas été reconnu.
watch-unreadable = « { $name } » : illisible ou incomplet. Téléchargez-le de nouveau.
