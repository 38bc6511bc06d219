# Deux versions d'un même document, côte à côte.

gap-conflict-says-otherwise = Deux documents pour { $period } ({ $title }) ne disent pas la même chose : « { $other } » porte « { $other_says } », « { $path } » porte « { $says } ».
    .detail = { $document } : « { $other_says } » dans « { $other } », « { $says } » dans « { $path } »
    .remedy = Comparez-les. Les deux vont dans l'archive.
    .group = { $count ->
        [one] Deux documents pour la même période ne disent pas la même chose
       *[other] Des documents pour les mêmes périodes ne disent pas la même chose
    }
gap-conflict-says-more = Deux documents pour { $period } ({ $title }) ne disent pas la même chose : seul « { $more } » porte « { $line } ».
    .detail = { $document } : « { $other } » et « { $path } » ; seul « { $more } » porte « { $line } »
    .remedy = Comparez-les. Les deux vont dans l'archive.
    .group = { $count ->
        [one] De deux documents pour la même période, l'un en dit plus
       *[other] De documents pour les mêmes périodes, les uns en disent plus
    }
