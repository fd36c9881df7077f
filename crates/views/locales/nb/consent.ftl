# What one says yes to, and taking it back (L-GDPR-7, L-GDPR-13). The terms have a version of
# their own: when they say something else, it is a new one.

consent-agree = Ja, jeg samtykker
consent-change = Lagre endringen
consent-choose = Hva vil du bruke Helsebro til?
consent-closed-lead = Du har trukket samtykket. Vil du bruke Helsebro igjen, samtykker du på nytt. Da finner du samtalene dine igjen.
consent-closed-title = Du bruker ikke Helsebro nå
consent-decline = Vil du ikke samtykke, logger du bare ut. Hjelpen du får, er den samme, og du kan ringe som før.
consent-done-changed = Endringen er lagret og gjelder fra nå.
consent-done-withdrawn = Samtykket er trukket. Det gjelder fra nå.
consent-fault-level = Velg hva du vil bruke Helsebro til.
consent-first-lead = Før du begynner, skal du vite hvem som har ansvar for opplysningene dine, og hva du sier ja til.
consent-first-title = Velkommen til Helsebro, { $given }
consent-has-everything = Du har sagt ja til å se og skrive her.
consent-has-looking = Du har sagt ja til å se, men ikke til meldinger.
consent-has-youth = Du har sagt ja til å bruke tjenestene som er åpne for deg her, og en av foreldrene dine har samtykket.
consent-ledger-everything = { $at }: ja til å se og skrive. Vilkår { $version }.
consent-ledger-heading = Det du har sagt
consent-ledger-looking = { $at }: ja til bare å se. Vilkår { $version }.
consent-ledger-withdrawn = { $at }: samtykket trukket. Vilkår { $version }.
consent-level-everything = Se og skrive: meldinger og alt annet
consent-level-looking = Bare se: tjenestene mine og hvem som har sett, men ikke meldinger
consent-privacy = Mer om personvern
consent-profile-more = Hva du har sagt ja til, hvem som har ansvaret, og hvordan du trekker det tilbake.
consent-responsible-heading = Hvem har ansvar for opplysningene dine?
consent-responsible-municipality = { $name } har ansvar for det du og tjenestene der skriver til hverandre, og for journalen din der: { $services }.
consent-responsible-none = Du har ingen tjeneste her ennå. Får du en, har kommunen som gir den, ansvar for det dere skriver til hverandre.
consent-responsible-platform = Den som driver Helsebro, har ansvar for profilen din, valgene dine og dine egne kopier av meldingene.
consent-ring = Ring { $phone }
consent-ring-heading = Ring tjenestene dine
consent-terms-back = Du kan trekke samtykket når du vil, like lett som du gir det. Hjelpen du får, blir den samme.
consent-terms-heading = Dette sier du ja til
consent-terms-logged = Hver gang noen ser opplysningene dine her, blir det skrevet ned. Du kan se hvem det var.
consent-terms-profile = Vi lagrer en profil: navnet ditt, når du er født, og valgene du gjør. Navn og fødselsdato henter vi fra Folkeregisteret.
consent-terms-shown = Vi viser deg tjenestene dine, hvem som har sett opplysningene dine, og, hvis du vil, det du og tjenestene skriver til hverandre.
consent-terms-told = Tjenestene du får hjelp fra, får vite om de kan skrive til deg her.
consent-terms-version = Vilkår { $version }.
consent-title = Samtykket ditt
consent-withdraw-again = Du kan komme tilbake når du vil. Da finner du samtalene igjen. Fullmakter må gis på nytt.
consent-withdraw-answers = Venter du på svar, må du ringe. Svar som kommer hit, får du ikke lest.
consent-withdraw-cancel = Behold samtykket
consent-withdraw-care = Hjelpen du får, er den samme.
consent-withdraw-do = Trekk samtykket
consent-withdraw-drafts = Utkast du ikke har sendt, blir slettet.
consent-withdraw-grants = { $count ->
    [0] Ingen fullmakter blir berørt.
    [one] Én fullmakt slutter å gjelde.
   *[other] { $count } fullmakter slutter å gjelde.
 }
consent-withdraw-lead = Du slutter å bruke Helsebro. Først får du vite hva som skjer med samtalene og brevene dine.
consent-withdraw-letters = Brev fra kommunen kommer i posten eller i den digitale postkassen din.
consent-withdraw-link = Se hva som skjer, og trekk samtykket
consent-withdraw-threads = Du kan ikke lese eller skrive samtaler her lenger. Tjenestene beholder det dere har skrevet.
consent-withdraw-title = Trekk samtykket og avslutt
consent-withdraw-told = Tjenestene dine får vite at de ikke kan skrive til deg her.
consent-withdraw-what = Det gjelder med en gang. Dette skjer:
consent-young-lead = Du må være 16 år for å bruke Helsebro alene. Trenger du hjelp nå, kan du ringe.
consent-young-title = Du kan ikke bruke Helsebro alene ennå
consent-youth-needs-parent = Du er under 16 år. Da må en av foreldrene dine samtykke før du kan bruke Helsebro. De gjør det når de selv er logget inn, og ser ikke det du skriver her. Trenger du hjelp nå, kan du ringe.
consent-youth-what = Du sier ja til å se og skrive til de tjenestene som er åpne for deg som er 13 til 15 år. En av foreldrene dine har samtykket. De ser ikke det du gjør her.
consent-youths-back = Du kan trekke samtykket når du vil. Da stenger Helsebro for ungdommen med en gang.
consent-youths-done-given = Samtykket er lagret. Det gjelder fra nå.
consent-youths-done-withdrawn = Samtykket er trukket. Det gjelder fra nå.
consent-youths-give = Samtykk for { $given }
consent-youths-given = En av foreldrene har samtykket til at { $given } bruker Helsebro.
consent-youths-lead = Ungdom på 13 til 15 år kan bruke Helsebro selv når en av foreldrene samtykker.
consent-youths-link = Se og samtykk
consent-youths-missing = Ingen av foreldrene har samtykket. { $given } får bare generell informasjon og telefonnumre.
consent-youths-none = Det er ingen ungdom du kan samtykke for her nå.
consent-youths-own = Ungdommen logger inn med sin egen eID og må selv si ja.
consent-youths-title = Samtykke for ungdom
consent-youths-unseen = Du ser ikke det ungdommen skriver og leser her, og får ikke varsler om det.
consent-youths-until = Fra 16 år bestemmer { $given } selv. Samtykket fra foreldre gjelder til og med { $day }.
consent-youths-what = Det gjelder bare tjenester som kommunen har åpnet for ungdom fra 13 år.
consent-youths-withdraw = Trekk samtykket for { $given }
