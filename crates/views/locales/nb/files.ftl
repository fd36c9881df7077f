# Files that go along with messages, for citizens and staff alike.

files-added = Filen er lagt ved.
files-attach = Legg ved fil
files-back = Meldingen
files-change = Endre vedlegg
files-choose = Velg fil
files-fault-broken = { $name } er ikke en hel fil. Lagre den på nytt, eller ta et nytt bilde.
files-fault-harmful = Filen { $name } inneholder skadelig kode og er ikke lagt ved.
files-fault-heading = Filen er ikke lagt ved:
files-fault-kind = Vi tar imot PDF, JPEG og PNG. { $name } er noe annet.
files-fault-large = Filen er { $size }. Til sammen kan vedleggene være { $total }.
files-fault-many = Du kan legge ved { $count } filer. Ta bort en, eller send to meldinger.
files-fault-missing = Velg en fil først.
files-fault-name = { $name } er ikke det navnet sier. Lagre filen som PDF, JPEG eller PNG på nytt.
files-go-on = Tilbake til meldingen
files-heading = Vedlegg
files-help = Bilde eller dokument: PDF, JPEG eller PNG. Til sammen kan vedleggene være { $total }.
files-none = Ingen filer er lagt ved.
files-not-sent = Meldingen er ikke sendt
files-one-harmful = En av filene inneholder skadelig kode. Ta den bort før du sender.
files-remove = Fjern { $name }
files-removed = Filen er tatt bort.
files-send = Legg ved filen
files-title = Vedlegg
files-unchecked = Vi får ikke sjekket filen for virus akkurat nå. Send uten vedlegg, eller prøv igjen om litt. Utkastet er lagret.
