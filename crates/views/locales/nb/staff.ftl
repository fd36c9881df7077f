# The staff console.

staff-age = , { $age } år
staff-alert-first = Første frist er { $at }.
staff-alert-over = { $count ->
    [one] Én samtale er over fristen, og ingen har tatt den.
    [2] To samtaler er over fristen, og ingen har tatt dem.
    *[other] { $count } samtaler er over fristen, og ingen har tatt dem.
}
staff-alert-show = { $count ->
    [one] Vis samtalen
    [2] Vis de to
    *[other] Vis de { $count }
}
staff-alert-soon = { $count ->
    [one] Én samtale har frist om mindre enn to timer, og ingen har tatt den.
    [2] To samtaler har frist om mindre enn to timer, og ingen har tatt dem.
    *[other] { $count } samtaler har frist om mindre enn to timer, og ingen har tatt dem.
}
staff-answer-stopped = Meldinger er stanset for tjenesten en tid, så svaret er ikke sendt. Ring innbyggeren hvis det haster. Teksten står i feltet.
staff-answered-in-time = Svaret kom innen fristen, som var { $at }.
staff-answered-in-time-yet = Svaret kom innen fristen, som er { $at }.
staff-answered-late = Svaret kom etter fristen, som var { $at }.
staff-assign = Gi til kollega
staff-assign-empty = Ingen andre er autorisert ved enheten i dag.
staff-assign-faults = Samtalen er ikke gitt til noen. Rett dette først:
staff-assign-help = Her står de som er autorisert ved enheten i dag.
staff-assign-question = Hvem skal ha samtalen?
staff-assign-send = Gi samtalen til kollegaen
staff-assign-title = Gi samtalen til en kollega
staff-author-epj = { $name }, fra journalsystemet
staff-author-epj-nameless = Journalsystemet
staff-author-on-behalf = { $name } på vegne av { $of }
staff-author-title = { $name }, { $title }
staff-back = Tilbake
staff-back-to-thread = Til samtalen
staff-begun-discard = Kast
staff-begun-discarded = Samtalen du hadde begynt på, er kastet.
staff-begun-files = { $count ->
    [one] én fil
    [2] to filer
    *[other] { $count } filer
}
staff-begun-heading = Samtaler du har begynt på
staff-begun-help = Bare du ser dem. Det du ikke rører på { $days } dager, blir slettet sammen med filene.
staff-begun-no-topic = Uten emne
staff-begun-to = Til { $name }
staff-begun-to-nobody = Til en som ikke får tjenester fra enheten i dag
staff-begun-too-many = Du har begynt på { $count } samtaler, og flere er det ikke plass til. Send eller kast en av dem først.
staff-born = f. { $year }
staff-cancel = Avbryt
staff-close = Avslutt uten svar
staff-close-answered = Spørsmålet er besvart
staff-close-citizen-asked = Innbyggeren ba om det
staff-close-faults = Samtalen er ikke avsluttet. Rett dette først:
staff-close-guidance = Hvor er riktig sted?
staff-close-guidance-help = Fyll ut hvis meldingen kom til feil sted. { $given } leser det du skriver.
staff-close-help = { $given } leser grunnen i samtalen.
staff-close-question = Hvorfor avslutter du?
staff-close-send = Avslutt samtalen
staff-close-settled-elsewhere = Det er ordnet på telefon eller på besøk
staff-close-title = Avslutt uten svar
staff-close-wrong-place = Meldingen kom til feil sted
staff-closed-answered = spørsmålet er besvart
staff-closed-by-epj = den ble avsluttet i journalsystemet
staff-closed-citizen-asked = innbyggeren ba om det
staff-closed-service-ended = kommunen har sluttet å bruke meldinger
staff-closed-settled-elsewhere = det ble ordnet på telefon eller på besøk
staff-closed-wrong-place = meldingen kom til feil sted
staff-column-answered = Besvart
staff-column-came = Kom
staff-column-citizen = Innbygger
staff-column-closed = Avsluttet
staff-column-due = Svar lovet
staff-column-taken-by = Tatt av
staff-column-topic = Emne
staff-decision-refused = Et vedtak kan ikke sendes som melding.
staff-delivery-handed-over = Hentet av journalsystemet. Venter på kvittering.
staff-delivery-late = Journalsystemet har hentet meldingen, men ikke kvittert. Se etter at den er kommet fram.
staff-delivery-not-taken = Journalsystemet tok ikke imot meldingen. Svar på samtalen her, og før den i journalen.
staff-delivery-queued = I kø til journalsystemet.
staff-delivery-received = Kvittert av journalsystemet.
staff-delivery-received-errors = Journalsystemet har meldingen, men meldte feil i en del av den. Se etter at alt er kommet med.
staff-due-none = Ingen frist
staff-due-over = { $span } over
staff-due-soon = om { $span }, { $clock }
staff-emergency-class = Hva gjelder det?
staff-emergency-class-acutely-ill = Akutt sykdom eller skade
staff-emergency-class-cannot-answer = Personen kan ikke svare for seg
staff-emergency-class-services-ask = Legevakt eller AMK spør
staff-emergency-compelling = Tungtveiende grunner gjør at jeg må se opplysningene likevel
staff-emergency-compelling-help = Det blir logget. De som vurderer oppslaget, ser det.
staff-emergency-contacts = Tjenester
staff-emergency-fault-number = Vi finner ingen med dette nummeret hos kommunen. Se over nummeret.
staff-emergency-fault-opposed = Personen har sagt nei til at opplysningene deles. Du kan bare åpne dem hvis tungtveiende grunner gjør det nødvendig.
staff-emergency-fault-reason = Velg hva det gjelder, og skriv grunnen med 20 til 500 tegn.
staff-emergency-faults = Nødtilgangen er ikke åpnet. Rett dette først:
staff-emergency-lead = Bare når du må hjelpe noen nå. Du får lese i 60 minutter. Innbyggeren ser det med en gang, og lederen for enheten din og personvernombudet vurderer det innen tre virkedager.
staff-emergency-link = Nødtilgang
staff-emergency-none = Ingen.
staff-emergency-number = Fødselsnummer
staff-emergency-number-help = 11 siffer. Én person om gangen.
staff-emergency-open = Åpne nødtilgang
staff-emergency-opened-title = Åpen nødtilgang
staff-emergency-reason = Hvorfor må du se dette nå?
staff-emergency-reason-help = Minst 20 tegn. Innbyggeren kan lese det.
staff-emergency-threads = Samtaler
staff-emergency-title = Nødtilgang
staff-emergency-until = Nødtilgangen stenger { $time }. Alt du åpner, blir logget.
staff-empty-closed = Ingen samtaler er avsluttet.
staff-empty-mine = Du har ikke tatt noen samtale.
staff-empty-not-taken = Ingen venter på svar. Bra jobbet.
staff-empty-open = Det er ingen åpne samtaler.
staff-empty-waiting = Ingen samtaler venter på innbyggeren.
staff-epj-failed = Det ble feil i journalsystemet, så meldingen fra innbyggeren er ikke lagret der. Kode 31.
staff-epj-no-access = Journalsystemet svarte at innbyggeren ikke kan skrive dit. Kode 30.
staff-epj-rejected = Journalsystemet tok ikke imot meldingen fra innbyggeren. Kode 26.
staff-event-assigned = { $name } fikk samtalen
staff-event-closed = Samtalen ble avsluttet fordi { $reason }
staff-event-forwarded = Samtalen ble sendt videre til { $unit }
staff-event-guided = Innbyggeren fikk vite: { $guidance }
staff-event-put-back = Samtalen ble lagt tilbake i køen
staff-event-taken = { $name } tok samtalen
staff-facts-heading = Samtalen
staff-facts-reference = Referanse
staff-facts-taken = { $name }, { $at }
staff-facts-unit = Enhet
staff-fault-body-empty = Skriv en melding først.
staff-fault-body-too-long = { $over ->
    [one] Meldingen er 1 tegn for lang. Den kan ha { $limit } tegn.
    *[other] Meldingen er { $over } tegn for lang. Den kan ha { $limit } tegn.
}
staff-fault-colleague-missing = Velg hvem som skal ha samtalen.
staff-fault-colleague-not-authorised = Kollegaen er ikke autorisert her i dag. Velg en annen.
staff-fault-guidance-missing = Skriv hvor innbyggeren skal henvende seg.
staff-fault-guidance-too-long = { $over ->
    [one] Teksten er 1 tegn for lang. Kort den ned.
    *[other] Teksten er { $over } tegn for lang. Kort den ned.
}
staff-fault-person-missing = Velg hvem du vil skrive til.
staff-fault-person-not-a-recipient = Innbyggeren får ikke tjenester fra enheten i dag.
staff-fault-reason-missing = Velg hvorfor du avslutter.
staff-fault-topic-empty = Skriv hva det gjelder.
staff-fault-topic-too-long = { $over ->
    [one] Emnet er 1 tegn for langt. Det kan ha { $limit } tegn.
    *[other] Emnet er { $over } tegn for langt. Det kan ha { $limit } tegn.
}
staff-fault-unit-missing = Velg hvem som skal svare.
staff-fault-unit-not-active = Den du valgte, tar ikke imot meldinger her nå. Velg en annen.
staff-forward = Send videre
staff-forward-empty = Ingen andre i kommunen tar imot meldinger her.
staff-forward-faults = Samtalen er ikke sendt videre. Rett dette først:
staff-forward-not-active = Disse tar ikke imot meldinger her
staff-forward-not-active-unit = { $unit }. Ring
staff-forward-question = Hvem skal svare?
staff-forward-send = Send samtalen videre
staff-forward-title = Send samtalen videre
staff-forward-told = { $given } får vite at samtalen er sendt videre. Fristen for svar er den samme.
staff-in-epj = Samtalen besvares i journalsystemet.
staff-kept-label = Det du skrev
staff-key-all = Alle snarveier
staff-key-next-previous = neste og forrige
staff-key-open = åpne
staff-key-take = ta
staff-language-question = Språk
staff-live-news = { $count ->
    [one] 1 ny samtale.
    *[other] { $count } nye samtaler.
}
staff-live-on = Vi sier fra her når det kommer nye. Sist oppdatert { $clock }.
staff-live-pause = Stans oppdatering
staff-live-paused = Oppdateringen er stanset. Sist oppdatert { $clock }.
staff-live-reload = Se etter nye
staff-live-resume = Start oppdatering
staff-live-show = Vis
staff-long-message = Meldingen er lengre enn det som kan skrives her. Hele teksten vises.
staff-message-gone = Meldingen er slettet for godt. Trenger du opplysningene, ser du i journalen.
staff-mine-heading = Tatt av meg
staff-nature-decision = Et vedtak
staff-nature-help = Teksten har ord som ofte står i vedtak. Et vedtak kan ikke sendes som melding.
staff-nature-needed = Meldingen er ikke sendt. Svar på dette først:
staff-nature-ordinary = En vanlig melding
staff-nature-question = Hva slags melding er dette?
staff-needs-answer = Meldingen trenger svar
staff-needs-answer-help = Da varsles også de som bare vil varsles om det som trenger svar.
staff-new-body = Melding
staff-new-faults = Meldingen er ikke sendt. Rett dette først:
staff-new-nobody = Ingen får tjenester fra enheten i dag, så det er ingen å skrive til.
staff-new-person = Hvem vil du skrive til?
staff-new-person-choose = Velg innbygger
staff-new-person-help = Du kan skrive til dem som får tjenester fra enheten i dag.
staff-new-reply = Kan innbyggeren svare?
staff-new-reply-allowed = Ja, innbyggeren kan svare
staff-new-reply-not-allowed = Nei, det er bare en beskjed
staff-new-send = Send meldingen
staff-new-thread = Ny samtale
staff-new-topic = Hva gjelder det?
staff-not-sent = Samtalen ble endret mens du skrev. Teksten din står her, så du kan ta vare på den.
staff-not-sent-heading = Svaret er ikke sendt
staff-not-taken = Ingen har tatt samtalen. Ta den for å svare.
staff-notice-answered = Svaret er sendt. Neste: { $name }
staff-notice-answered-closed = Svaret er sendt, og samtalen er avsluttet. Neste: { $name }
staff-notice-answered-closed-last = Svaret er sendt, og samtalen er avsluttet. Ingen flere venter.
staff-notice-answered-last = Svaret er sendt. Ingen flere venter.
staff-notice-assigned = { $name } har fått samtalen.
staff-notice-closed = Samtalen er avsluttet.
staff-notice-forwarded = Samtalen er sendt videre til { $unit }.
staff-notice-put-back = Samtalen er lagt tilbake i køen.
staff-notice-started = Meldingen er sendt til { $name }.
staff-notice-taken = Du har tatt samtalen.
staff-notice-taken-over = Du har tatt over samtalen.
staff-number = f.nr. { $number }
staff-number-hide = Skjul
staff-number-logged = Det er logget at du ba om nummeret.
staff-number-show = Vis
staff-number-what = hele fødselsnummeret
staff-open-anyway = Åpne likevel
staff-other-unit-back = Bytt tilbake til { $unit }
staff-other-unit-ended = Du er ikke lenger autorisert ved { $unit }. Ta vare på teksten om du trenger den.
staff-other-unit-go-on = Bytt tilbake for å skrive videre og sende. Filene du hadde lagt ved, er tatt vare på.
staff-other-unit-title = Du har byttet enhet
staff-other-unit-told = Du skrev dette for { $there }, men arbeider nå i { $here }. Ingenting er sendt.
staff-paging-earlier = Vis forrige
staff-paging-label = Flere samtaler
staff-paging-more = Vis flere
staff-part-closed = Avsluttet
staff-part-mine = Mine
staff-part-not-taken = Ikke tatt
staff-part-open = Alle åpne
staff-part-waiting = Venter på innbygger
staff-parts-label = Deler av arbeidslisten
staff-promise = Svar lovet { $at }
staff-promise-broken = Fristen var { $at }
staff-put-back = Legg tilbake
staff-read-by = Lest av { $name } { $at }
staff-received = Levert. Referanse { $reference }
staff-refused-about = Dette ble stanset
staff-refused-changed = Noen endret samtalen før deg. Ingenting er gjort.
staff-refused-changed-do = Åpne samtalen og se hvordan den står nå.
staff-refused-changed-title = Samtalen er endret
staff-refused-changed-why = Flere arbeider med den samme listen. Den som er først, får samtalen, så ingen svarer dobbelt.
staff-refused-closed = Samtalen ble avsluttet { $at }.
staff-refused-closed-do = Du kan åpne samtalen og se hvorfor.
staff-refused-closed-title = Samtalen er avsluttet
staff-refused-code = Kode { $code }
staff-refused-decision = Meldingen er ikke sendt.
staff-refused-decision-title = Et vedtak kan ikke sendes som melding
staff-refused-destroyed = Det som ble skrevet her, er slettet for godt. Ingen kan lese det.
staff-refused-destroyed-do = Trenger du opplysningene, ser du i journalen.
staff-refused-destroyed-title = Samtalen er slettet
staff-refused-destroyed-why = Kommunen har bestemt at innholdet skal slettes. Nøkkelen til det finnes ikke lenger.
staff-refused-ended = Autorisasjonen din ved { $unit } tok slutt { $day }.
staff-refused-no-service-need = Verken du eller enheten har ansvar for denne innbyggeren.
staff-refused-no-service-need-do = Skal dere ha samtalen? Be dem som har den nå, om å sende den videre til dere.
staff-refused-no-service-need-title = Du ser ikke denne samtalen
staff-refused-no-service-need-why = Du ser bare samtaler med dem som får tjenester fra enheten din, og dem som er sendt videre hit. Forsøket er logget.
staff-refused-not-authorised = Du er ikke autorisert ved noen enhet her.
staff-refused-not-authorised-at = Du er ikke autorisert ved { $unit }.
staff-refused-not-authorised-do = Be lederen din fornye autorisasjonen.
staff-refused-not-authorised-title = Du er ikke autorisert her
staff-refused-not-authorised-why = Bare de som er autorisert ved en enhet, ser samtalene der. En autorisasjon har alltid en siste dag.
staff-refused-recipient-do = Velg en som får tjenester fra enheten, eller ring innbyggeren.
staff-refused-recipient-title = Du kan ikke skrive til denne innbyggeren
staff-refused-recipient-why = Du kan bare skrive til dem som får tjenester fra enheten din i dag.
staff-refused-taken-do = Du kan åpne samtalen og ta over hvis dere er enige om det.
staff-refused-taken-title = Samtalen er tatt
staff-refused-unit = { $unit } tar ikke imot meldinger her.
staff-refused-unit-do = Ring dem:
staff-refused-unit-title = Her kan du ikke skrive
staff-refused-unit-why = Kommunen har ikke åpnet for meldinger her.
staff-reply-faults = Svaret er ikke sendt. Rett dette først:
staff-reply-heading = Svar til { $given }
staff-reply-label = Melding
staff-reviews-by = Vurderes senest
staff-reviews-compelling = Personen har sagt nei til deling. Den som så opplysningene, mente at tungtveiende grunner gikk foran.
staff-reviews-empty = Ingen nødtilganger venter på vurdering.
staff-reviews-judged = Vurderingen er lagret. Innbyggeren kan se den.
staff-reviews-lawful = Det var behov
staff-reviews-lead = Vurder om det var nødvendig å se opplysningene for å hjelpe der og da.
staff-reviews-title = Nødtilganger som skal vurderes
staff-reviews-unit = Enhet
staff-reviews-unlawful = Det var ikke lov
staff-reviews-when = Åpnet
staff-reviews-who = { $staff }, åpnet { $person }
staff-row-forwarded = Sendt videre hit.
staff-row-protected = Beskyttet. Du ser bare det du trenger.
staff-send = Send svar
staff-send-and-close = Send og avslutt
staff-send-and-close-help = Avslutter du, leser innbyggeren at spørsmålet er besvart.
staff-shortcuts-forward = Send videre
staff-shortcuts-intro = Alt du kan gjøre med en tast, kan du også gjøre med en knapp eller en lenke.
staff-shortcuts-keys = Taster
staff-shortcuts-leave = Gå ut av feltet. Teksten blir stående.
staff-shortcuts-next = Neste samtale
staff-shortcuts-off = Nei, slå dem av
staff-shortcuts-on = Ja, slå dem på
staff-shortcuts-open = Åpne samtalen
staff-shortcuts-previous = Forrige samtale
staff-shortcuts-question = Vil du bruke snarveier?
staff-shortcuts-question-help = De virker bare når du ikke står i et felt.
staff-shortcuts-reply = Skriv svar
staff-shortcuts-save = Lagre valgene
staff-shortcuts-saved = Valgene er lagret.
staff-shortcuts-send = Send svaret
staff-shortcuts-take = Ta samtalen
staff-shortcuts-this = Denne siden
staff-shortcuts-title = Snarveier
staff-shortcuts-work-list = Til arbeidslisten
staff-shown-as-name = Vises med navnet { $name }.
staff-shown-as-name-title = Vises med navnet { $name }, { $title }.
staff-shown-as-unit = Vises med navnet { $unit }. Ditt eget navn vises ikke.
staff-span-days = { $count ->
    [one] 1 dag
    *[other] { $count } dager
}
staff-span-hours = { $hours } t { $minutes } min
staff-span-minutes = { $minutes } min
staff-state-label = Videre i samtalen
staff-take = Ta samtalen
staff-take-over = Ta over
staff-take-row = Ta samtalen med { $name }
staff-take-short = Ta
staff-taken = { $name } har tatt denne.
staff-taken-at = { $name } tok denne { $at }.
staff-taken-by-nobody = Ingen
staff-taken-by-you = Deg
staff-theme-dark = Mørkt
staff-theme-device = Som enheten
staff-theme-light = Lyst
staff-theme-question = Lyst eller mørkt
staff-thread-closed = Samtalen ble avsluttet { $at } fordi { $reason }.
staff-thread-not-reachable = Innbyggeren leser ikke meldinger her nå. Ring i stedet.
staff-thread-protected = Beskyttet adresse. Hele navnet vises for den som har tatt samtalen.
staff-thread-restricted = Bruken er begrenset fordi innbyggeren bestrider det som står her. Du kan lese, men ikke svare, endre eller sende videre.
staff-thread-title = Samtale
staff-to-work-list = Til arbeidslisten
staff-topic-gone = Emnet er slettet
staff-unit-choose = Gå til { $unit }
staff-unit-current = Du arbeider her nå.
staff-unit-empty = Du er ikke autorisert ved noen enhet. Be lederen din om autorisasjon.
staff-unit-ended = Autorisasjonen din her tok slutt { $day }. Be lederen din fornye den.
staff-unit-from = Autorisasjonen din her gjelder fra og med { $day }.
staff-unit-none-holds = Ingen av autorisasjonene dine gjelder i dag.
staff-unit-title = Velg enhet
staff-unit-until = Autorisasjonen din gjelder til og med { $day }.
staff-unread = { $count ->
    [one] 1 ulest
    *[other] { $count } uleste
}
staff-why-about-log = Innbyggeren spør om hvem som har sett opplysningene. Kommunen er ansvarlig for svaret.
staff-why-controller = Dataansvarlig: { $name }
staff-why-decision = Et vedtak sendes som brev. Da får innbyggeren begrunnelsen og vet hvordan man klager.
staff-why-decision-about = Et vedtak kan ikke sendes som melding
staff-why-decision-do = Send vedtaket som brev fra fagsystemet. Her kan du skrive at brevet kommer.
staff-why-forwarded = Samtalen med { $given } er sendt videre til enheten din, og du har autorisasjon der til og med { $day }.
staff-why-heading = Hvorfor ser jeg dette?
staff-why-seen = { $given } kan se at samtalen er åpnet.
staff-why-service = { $given } får tjenester fra enheten din, og du har autorisasjon der til og med { $day }.
staff-work-list-in-epj = Enheten svarer i journalsystemet. Her står samtaler som journalsystemet ikke har tatt imot.
staff-work-list-open = { $count ->
    [0] Ingen åpne samtaler.
    [one] 1 åpen.
    *[other] { $count } åpne. Eldste frist først.
}
staff-work-list-title = Arbeidsliste
staff-youth-change = Endre for ungdom
staff-youth-closed = Stengt for ungdom på 13 til 15 år
staff-youth-help = Det gjelder ungdom som får tjenesten, har egen eID og samtykke fra en av foreldrene. Foreldrene ser ikke samtalene.
staff-youth-open = Åpen for ungdom på 13 til 15 år
staff-youth-question = Kan ungdom på 13 til 15 år bruke tjenesten her?
staff-youth-save = Lagre valget
staff-youth-title = Ungdom fra 13 år
