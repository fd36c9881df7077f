# What one says yes to, and taking it back (L-GDPR-7, L-GDPR-13). The terms have a version of
# their own: when they say something else, it is a new one.

consent-agree = Ja, eg samtykkjer
consent-change = Lagre endringa
consent-choose = Kva vil du bruke Helsebro til?
consent-closed-lead = Du har trekt samtykket. Vil du bruke Helsebro igjen, samtykkjer du på nytt. Då finn du samtalene dine igjen.
consent-closed-title = Du bruker ikkje Helsebro no
consent-decline = Vil du ikkje samtykkje, loggar du berre ut. Hjelpa du får, er den same, og du kan ringje som før.
consent-done-changed = Endringa er lagra og gjeld frå no.
consent-done-withdrawn = Samtykket er trekt. Det gjeld frå no.
consent-fault-level = Vel kva du vil bruke Helsebro til.
consent-first-lead = Før du byrjar, skal du vite kven som har ansvar for opplysningane dine, og kva du seier ja til.
consent-first-title = Velkomen til Helsebro, { $given }
consent-has-everything = Du har sagt ja til å sjå og skrive her.
consent-has-looking = Du har sagt ja til å sjå, men ikkje til meldingar.
consent-has-youth = Du har sagt ja til å bruke tenestene som er opne for deg her, og ein av foreldra dine har samtykt.
consent-ledger-everything = { $at }: ja til å sjå og skrive. Vilkår { $version }.
consent-ledger-heading = Det du har sagt
consent-ledger-looking = { $at }: ja til berre å sjå. Vilkår { $version }.
consent-ledger-withdrawn = { $at }: samtykket trekt. Vilkår { $version }.
consent-level-everything = Sjå og skrive: meldingar og alt anna
consent-level-looking = Berre sjå: tenestene mine og kven som har sett, men ikkje meldingar
consent-privacy = Meir om personvern
consent-profile-more = Kva du har sagt ja til, kven som har ansvaret, og korleis du trekkjer det tilbake.
consent-responsible-heading = Kven har ansvar for opplysningane dine?
consent-responsible-municipality = { $name } har ansvar for det du og tenestene der skriv til kvarandre, og for journalen din der: { $services }.
consent-responsible-none = Du har inga teneste her enno. Får du ei, har kommunen som gir ho, ansvar for det de skriv til kvarandre.
consent-responsible-platform = Den som driv Helsebro, har ansvar for profilen din, vala dine og dine eigne kopiar av meldingane.
consent-ring = Ring { $phone }
consent-ring-heading = Ring tenestene dine
consent-terms-back = Du kan trekkje samtykket når du vil, like lett som du gir det. Hjelpa du får, blir den same.
consent-terms-heading = Dette seier du ja til
consent-terms-logged = Kvar gong nokon ser opplysningane dine her, blir det skrive ned. Du kan sjå kven det var.
consent-terms-profile = Vi lagrar ein profil: namnet ditt, når du er fødd, og vala du gjer. Namn og fødselsdato hentar vi frå Folkeregisteret.
consent-terms-shown = Vi viser deg tenestene dine, kven som har sett opplysningane dine, og, om du vil, det du og tenestene skriv til kvarandre.
consent-terms-told = Tenestene du får hjelp frå, får vite om dei kan skrive til deg her.
consent-terms-version = Vilkår { $version }.
consent-title = Samtykket ditt
consent-withdraw-again = Du kan kome tilbake når du vil. Då finn du samtalene igjen. Fullmakter må givast på nytt.
consent-withdraw-answers = Ventar du på svar, må du ringje. Svar som kjem hit, får du ikkje lese.
consent-withdraw-cancel = Behald samtykket
consent-withdraw-care = Hjelpa du får, er den same.
consent-withdraw-do = Trekk samtykket
consent-withdraw-drafts = Utkast du ikkje har sendt, blir sletta.
consent-withdraw-grants = { $count ->
    [0] Ingen fullmakter blir rørte.
    [one] Éi fullmakt sluttar å gjelde.
   *[other] { $count } fullmakter sluttar å gjelde.
 }
consent-withdraw-lead = Du sluttar å bruke Helsebro. Først får du vite kva som skjer med samtalene og breva dine.
consent-withdraw-letters = Brev frå kommunen kjem i posten eller i den digitale postkassa di.
consent-withdraw-link = Sjå kva som skjer, og trekk samtykket
consent-withdraw-threads = Du kan ikkje lese eller skrive samtaler her lenger. Tenestene beheld det de har skrive.
consent-withdraw-title = Trekk samtykket og avslutt
consent-withdraw-told = Tenestene dine får vite at dei ikkje kan skrive til deg her.
consent-withdraw-what = Det gjeld med ein gong. Dette skjer:
consent-young-lead = Du må vere 16 år for å bruke Helsebro åleine. Treng du hjelp no, kan du ringje.
consent-young-title = Du kan ikkje bruke Helsebro åleine enno
consent-youth-needs-parent = Du er under 16 år. Då må ein av foreldra dine samtykke før du kan bruke Helsebro. Dei gjer det når dei sjølve er logga inn, og ser ikkje det du skriv her. Treng du hjelp no, kan du ringje.
consent-youth-what = Du seier ja til å sjå og skrive til dei tenestene som er opne for deg som er 13 til 15 år. Ein av foreldra dine har samtykt. Dei ser ikkje det du gjer her.
consent-youths-back = Du kan trekkje samtykket når du vil. Då stengjer Helsebro for ungdommen med ein gong.
consent-youths-done-given = Samtykket er lagra. Det gjeld frå no.
consent-youths-done-withdrawn = Samtykket er trekt. Det gjeld frå no.
consent-youths-give = Samtykk for { $given }
consent-youths-given = Ein av foreldra har samtykt til at { $given } bruker Helsebro.
consent-youths-lead = Ungdom på 13 til 15 år kan bruke Helsebro sjølve når ein av foreldra samtykkjer.
consent-youths-link = Sjå og samtykk
consent-youths-missing = Ingen av foreldra har samtykt. { $given } får berre generell informasjon og telefonnummer.
consent-youths-none = Det er ingen ungdom du kan samtykke for her no.
consent-youths-own = Ungdommen loggar inn med sin eigen eID og må sjølv seie ja.
consent-youths-title = Samtykke for ungdom
consent-youths-unseen = Du ser ikkje det ungdommen skriv og les her, og får ikkje varsel om det.
consent-youths-until = Frå 16 år bestemmer { $given } sjølv. Samtykket frå foreldre gjeld til og med { $day }.
consent-youths-what = Det gjeld berre tenester som kommunen har opna for ungdom frå 13 år.
consent-youths-withdraw = Trekk samtykket for { $given }
