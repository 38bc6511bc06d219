# Two versions of one document, side by side.

gap-conflict-says-otherwise = Two documents for { $period } ({ $title }) do not say the same: “{ $other }” has “{ $other_says }”, “{ $path }” has “{ $says }”.
    .detail = { $document }: “{ $other_says }” in “{ $other }”, “{ $says }” in “{ $path }”
    .remedy = Compare them. Both go into the archive.
    .group = { $count ->
        [one] Two documents for the same period do not say the same
       *[other] Documents for the same periods do not say the same
    }
gap-conflict-says-more = Two documents for { $period } ({ $title }) do not say the same: only “{ $more }” has “{ $line }”.
    .detail = { $document }: “{ $other }” and “{ $path }”; only “{ $more }” has “{ $line }”
    .remedy = Compare them. Both go into the archive.
    .group = { $count ->
        [one] Of two documents for the same period one says more
       *[other] Of documents for the same periods some say more
    }
