# Statements read into lines.
gap-incomplete-rows-hidden = “{ $path }” is incomplete: { $document }. It says itself that there are more lines than it shows.
    .detail = “{ $path }” ({ $document })
    .remedy = Download the document itself, or have the page show all its lines first.
    .group = { $count ->
        [one] One document does not show all its lines
       *[other] { $count } documents do not show all their lines
    }
gap-incomplete-total-lost = “{ $path }” seems incomplete: { $document }. The statements before and after it end with a total, this one has none.
    .detail = “{ $path }” ({ $document }): no total at the end
    .remedy = Its last page may be missing: download this document again and compare.
    .group = { $count ->
        [one] One document ends before its total
       *[other] { $count } documents end before their total
    }
gap-incomplete-sum-differs = “{ $path }” seems incomplete: { $document }. Its lines add up to { $sum } €, the printed total is { $printed } €.
    .detail = “{ $path }” ({ $document }): lines { $sum } €, printed total { $printed } €
    .remedy = A page or a line may be missing: download this document again and compare.
    .group = { $count ->
        [one] The lines of one document do not add up to its total
       *[other] The lines of { $count } documents do not add up to their totals
    }
gap-incomplete-sum-unsure = “{ $path }” may be incomplete: { $document }. Its lines, as they were read, add up to { $sum } €, the printed sum is { $printed } €.
    .detail = “{ $path }” ({ $document }): lines as read { $sum } €, printed sum { $printed } €
    .remedy = Compare the document’s lines with this sum: the program may have misread it, or a line is missing; then download it again.
    .group = { $count ->
        [one] The lines of one document do not seem to add up to the printed sum
       *[other] The lines of { $count } documents do not seem to add up to the printed sums
    }
gap-incomplete-lines-unread = “{ $path }”: { $document }. { $unread ->
        [one] One line could not be read
       *[other] { $unread } lines could not be read
    }, and the others do not make the printed total: nobody has checked that it is whole.
    .detail = “{ $path }” ({ $document })
    .remedy = Compare the document’s lines with its total; if one is missing, download it again.
    .group = { $count ->
        [one] One document could not be compared with its total
       *[other] { $count } documents could not be compared with their totals
    }

option-lines = Show the lines of statements (care, allowances) and their totals by year and person.
option-csv = Write these lines to a file for spreadsheets (“-”: standard output).

lines-none = No document whose lines could be read.
lines-written = { $count ->
    [0] No line written to “{ $path }”.
    [one] One line written to “{ $path }”.
   *[other] { $count } lines written to “{ $path }”.
}
lines-total = { $kind }, { $year }, { $person }: { $amount }
lines-nobody = no name
lines-third-party = paid to somebody else
lines-yes = yes
lines-sums-agree = sum checked
lines-sums-disagree = the sum differs from the printed total
lines-sums-unchecked = sum cannot be checked
lines-twice = “{ $one }” and “{ $other }” are about the same days: their lines are there twice. Compare them; a total counts one only.
lines-unread = “{ $path }”: { $count ->
    [0] no line could be read
    [one] one line could not be read with certainty
   *[other] { $count } lines could not be read with certainty
}; look at the document itself.
lines-differ = “{ $path }”: the lines do not add up to the printed total; look at the document itself.

lines-column-day = Date
lines-column-until = Until
lines-column-person = Person
lines-column-label = Act or benefit
lines-column-paid = Paid
lines-column-base = Base
lines-column-rate = Rate (per cent)
lines-column-days = Days
lines-column-amount = Reimbursed
lines-column-paid-on = Paid on
lines-column-third-party = Paid to somebody else
lines-column-kind = Document
lines-column-period = Period
lines-column-sums = Sum
lines-column-file = File
lines-column-page = Page
