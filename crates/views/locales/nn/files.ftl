# Files that go along with messages, for citizens and staff alike.

files-added = Fila er lagd ved.
files-attach = Legg ved fil
files-back = Meldinga
files-change = Endre vedlegg
files-choose = Vel fil
files-fault-broken = { $name } er ikkje ei heil fil. Lagre henne på nytt, eller ta eit nytt bilete.
files-fault-harmful = Fila { $name } inneheld skadeleg kode og er ikkje lagd ved.
files-fault-heading = Fila er ikkje lagd ved:
files-fault-kind = Vi tek imot PDF, JPEG og PNG. { $name } er noko anna.
files-fault-large = Fila er { $size }. Til saman kan vedlegga vere { $total }.
files-fault-many = Du kan leggje ved { $count } filer. Ta bort ei, eller send to meldingar.
files-fault-missing = Vel ei fil først.
files-fault-name = { $name } er ikkje det namnet seier. Lagre fila som PDF, JPEG eller PNG på nytt.
files-go-on = Tilbake til meldinga
files-heading = Vedlegg
files-help = Bilete eller dokument: PDF, JPEG eller PNG. Til saman kan vedlegga vere { $total }.
files-none = Ingen filer er lagde ved.
files-not-sent = Meldinga er ikkje send
files-one-harmful = Ei av filene inneheld skadeleg kode. Ta henne bort før du sender.
files-remove = Fjern { $name }
files-removed = Fila er teken bort.
files-send = Legg ved fila
files-title = Vedlegg
files-unchecked = Vi får ikkje sjekka fila for virus akkurat no. Send utan vedlegg, eller prøv igjen om litt. Utkastet er lagra.
