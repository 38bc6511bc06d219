# Statements read into lines.
gap-incomplete-sum-differs = “{ $path }” seems incomplete: { $document }. Its lines add up to { $sum } €, the printed total is { $printed } €.
    .detail = “{ $path }” ({ $document }): lines { $sum } €, printed total { $printed } €
    .remedy = A page or a line may be missing: download this document again and compare.
    .group = { $count ->
        [one] The lines of one document do not add up to its total
       *[other] The lines of { $count } documents do not add up to their totals
    }
