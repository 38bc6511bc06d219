# The time stamp of the seal (--timestamp).
option-timestamp = Have the seal dated by this time-stamping authority (RFC 3161). Only a digest leaves for the network, never a document. There is none by default: give its address.
progress-timestamp = Asking the time-stamping authority
timestamp-says = Time stamp: the archive existed on { $date } at { $time } (UTC), by the word of the authority “{ $authority }”.
timestamp-trust = Whether this authority deserves trust is not for this program to say: that is up to you, or to your reader.
problem-timestamp-broken = The time stamp is worth nothing: it is not this archive’s, or its authority did not sign it by the rules.
problem-timestamp-removed = The archive says that its seal has a time stamp, but that is gone.
pages-proves-stamped = The seal proves that nothing has changed since the archive was made; the time stamp asked of { $host }, that it existed at the time it bears. Nothing proves that the documents are genuine.
TimestampUrlWrong = { $reason ->
    [secret] The address “{ $url }” holds a user name or a password: authorities that ask for one are not supported. Give --timestamp an address without.
   *[form] “{ $url }” is not the address of a time-stamping authority. Give --timestamp one that begins with https:// or http://.
}
TimestampNeedsSeal = --timestamp dates the seal, and --no-seal wants none. Leave out one of the two.
TimestampFailed = { $reason ->
    [unreachable] The time-stamping authority “{ $url }” cannot be reached ({ $remark }).
    [silent] The time-stamping authority “{ $url }” did not answer in time.
    [status] “{ $url }” answered with an error ({ $remark }) instead of a time stamp. Check the address.
    [too-large] The answer of “{ $url }” is too long for a time stamp.
    [refused] The time-stamping authority “{ $url }” refused ({ $remark }).
    [nonce] The time stamp received from “{ $url }” answers another request than this one.
    [imprint] The time stamp received from “{ $url }” is about something other than this archive.
    [certificate] The time stamp received from “{ $url }” is signed with a certificate that is not made for that.
    [chain] The time stamp received from “{ $url }” lacks the certificates that it takes to check it later.
    [signature] The time stamp received from “{ $url }” bears no valid signature.
   *[garbage] The answer of “{ $url }” is no time stamp. Check the address.
} No archive was written, nothing was lost. Try again later, choose another authority, or run without --timestamp.
