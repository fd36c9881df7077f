# The staff console.

staff-age = , { $age } år
staff-alert-first = Første frist er { $at }.
staff-alert-over = { $count ->
    [one] Éi samtale er over fristen, og ingen har teke ho.
    [2] To samtaler er over fristen, og ingen har teke dei.
    *[other] { $count } samtaler er over fristen, og ingen har teke dei.
}
staff-alert-show = { $count ->
    [one] Vis samtala
    [2] Vis dei to
    *[other] Vis dei { $count }
}
staff-alert-soon = { $count ->
    [one] Éi samtale har frist om mindre enn to timar, og ingen har teke ho.
    [2] To samtaler har frist om mindre enn to timar, og ingen har teke dei.
    *[other] { $count } samtaler har frist om mindre enn to timar, og ingen har teke dei.
}
staff-answer-stopped = Meldingar er stansa for tenesta ei tid, så svaret er ikkje sendt. Ring innbyggjaren om det hastar. Teksten står i feltet.
staff-answered-in-time = Svaret kom innan fristen, som var { $at }.
staff-answered-in-time-yet = Svaret kom innan fristen, som er { $at }.
staff-answered-late = Svaret kom etter fristen, som var { $at }.
staff-assign = Gi til kollega
staff-assign-empty = Ingen andre er autoriserte ved eininga i dag.
staff-assign-faults = Samtala er ikkje gitt til nokon. Rett dette først:
staff-assign-help = Her står dei som er autoriserte ved eininga i dag.
staff-assign-question = Kven skal ha samtala?
staff-assign-send = Gi samtala til kollegaen
staff-assign-title = Gi samtala til ein kollega
staff-author-epj = { $name }, frå journalsystemet
staff-author-epj-nameless = Journalsystemet
staff-author-on-behalf = { $name } på vegner av { $of }
staff-author-title = { $name }, { $title }
staff-back = Tilbake
staff-back-to-thread = Til samtala
staff-begun-discard = Kast
staff-begun-discarded = Samtala du hadde byrja på, er kasta.
staff-begun-files = { $count ->
    [one] éi fil
    [2] to filer
    *[other] { $count } filer
}
staff-begun-heading = Samtaler du har byrja på
staff-begun-help = Berre du ser dei. Det du ikkje rører på { $days } dagar, blir sletta saman med filene.
staff-begun-no-topic = Utan emne
staff-begun-to = Til { $name }
staff-begun-to-nobody = Til ein som ikkje får tenester frå eininga i dag
staff-begun-too-many = Du har byrja på { $count } samtaler, og fleire er det ikkje plass til. Send eller kast ei av dei først.
staff-born = f. { $year }
staff-cancel = Avbryt
staff-close = Avslutt utan svar
staff-close-answered = Spørsmålet er svart på
staff-close-citizen-asked = Innbyggjaren bad om det
staff-close-faults = Samtala er ikkje avslutta. Rett dette først:
staff-close-guidance = Kvar er rett stad?
staff-close-guidance-help = Fyll ut dersom meldinga kom til feil stad. { $given } les det du skriv.
staff-close-help = { $given } les grunnen i samtala.
staff-close-question = Kvifor avsluttar du?
staff-close-send = Avslutt samtala
staff-close-settled-elsewhere = Det er ordna på telefon eller på besøk
staff-close-title = Avslutt utan svar
staff-close-wrong-place = Meldinga kom til feil stad
staff-closed-answered = spørsmålet er svart på
staff-closed-by-epj = ho blei avslutta i journalsystemet
staff-closed-citizen-asked = innbyggjaren bad om det
staff-closed-service-ended = kommunen har slutta å bruke meldingar
staff-closed-settled-elsewhere = det blei ordna på telefon eller på besøk
staff-closed-wrong-place = meldinga kom til feil stad
staff-column-answered = Svart på
staff-column-came = Kom
staff-column-citizen = Innbyggjar
staff-column-closed = Avslutta
staff-column-due = Svar lova
staff-column-taken-by = Teken av
staff-column-topic = Emne
staff-decision-refused = Eit vedtak kan ikkje sendast som melding.
staff-delivery-handed-over = Henta av journalsystemet. Ventar på kvittering.
staff-delivery-late = Journalsystemet har henta meldinga, men ikkje kvittert. Sjå etter at ho er komen fram.
staff-delivery-not-taken = Journalsystemet tok ikkje imot meldinga. Svar på samtala her, og før ho i journalen.
staff-delivery-queued = I kø til journalsystemet.
staff-delivery-received = Kvittert av journalsystemet.
staff-delivery-received-errors = Journalsystemet har meldinga, men melde feil i ein del av ho. Sjå etter at alt er kome med.
staff-due-none = Ingen frist
staff-due-over = { $span } over
staff-due-soon = om { $span }, { $clock }
staff-emergency-class = Kva gjeld det?
staff-emergency-class-acutely-ill = Akutt sjukdom eller skade
staff-emergency-class-cannot-answer = Personen kan ikkje svare for seg
staff-emergency-class-services-ask = Legevakt eller AMK spør
staff-emergency-compelling = Tungtvegande grunnar gjer at eg må sjå opplysningane likevel
staff-emergency-compelling-help = Det blir logga. Dei som vurderer oppslaget, ser det.
staff-emergency-contacts = Tenester
staff-emergency-fault-number = Vi finn ingen med dette nummeret hos kommunen. Sjå over nummeret.
staff-emergency-fault-opposed = Personen har sagt nei til at opplysningane blir delte. Du kan berre opne dei om tungtvegande grunnar gjer det nødvendig.
staff-emergency-fault-reason = Vel kva det gjeld, og skriv grunnen med 20 til 500 teikn.
staff-emergency-faults = Naudtilgangen er ikkje opna. Rett dette først:
staff-emergency-lead = Berre når du må hjelpe nokon no. Du får lese i 60 minutt. Innbyggjaren ser det med ein gong, og leiaren for eininga di og personvernombodet vurderer det innan tre virkedagar.
staff-emergency-link = Naudtilgang
staff-emergency-none = Ingen.
staff-emergency-number = Fødselsnummer
staff-emergency-number-help = 11 siffer. Éin person om gongen.
staff-emergency-open = Opne naudtilgang
staff-emergency-opened-title = Open naudtilgang
staff-emergency-reason = Kvifor må du sjå dette no?
staff-emergency-reason-help = Minst 20 teikn. Innbyggjaren kan lese det.
staff-emergency-threads = Samtaler
staff-emergency-title = Naudtilgang
staff-emergency-until = Naudtilgangen stengjer { $time }. Alt du opnar, blir logga.
staff-empty-closed = Ingen samtaler er avslutta.
staff-empty-mine = Du har ikkje teke noka samtale.
staff-empty-not-taken = Ingen ventar på svar. Bra jobba.
staff-empty-open = Det er ingen opne samtaler.
staff-empty-waiting = Ingen samtaler ventar på innbyggjaren.
staff-epj-failed = Det blei feil i journalsystemet, så meldinga frå innbyggjaren er ikkje lagra der. Kode 31.
staff-epj-no-access = Journalsystemet svarte at innbyggjaren ikkje kan skrive dit. Kode 30.
staff-epj-rejected = Journalsystemet tok ikkje imot meldinga frå innbyggjaren. Kode 26.
staff-event-assigned = { $name } fekk samtala
staff-event-closed = Samtala blei avslutta fordi { $reason }
staff-event-forwarded = Samtala blei send vidare til { $unit }
staff-event-guided = Innbyggjaren fekk vite: { $guidance }
staff-event-put-back = Samtala blei lagd tilbake i køen
staff-event-taken = { $name } tok samtala
staff-facts-heading = Samtala
staff-facts-reference = Referanse
staff-facts-taken = { $name }, { $at }
staff-facts-unit = Eining
staff-fault-body-empty = Skriv ei melding først.
staff-fault-body-too-long = { $over ->
    [one] Meldinga er 1 teikn for lang. Ho kan ha { $limit } teikn.
    *[other] Meldinga er { $over } teikn for lang. Ho kan ha { $limit } teikn.
}
staff-fault-colleague-missing = Vel kven som skal ha samtala.
staff-fault-colleague-not-authorised = Kollegaen er ikkje autorisert her i dag. Vel ein annan.
staff-fault-guidance-missing = Skriv kvar innbyggjaren skal vende seg.
staff-fault-guidance-too-long = { $over ->
    [one] Teksten er 1 teikn for lang. Kort han ned.
    *[other] Teksten er { $over } teikn for lang. Kort han ned.
}
staff-fault-person-missing = Vel kven du vil skrive til.
staff-fault-person-not-a-recipient = Innbyggjaren får ikkje tenester frå eininga i dag.
staff-fault-reason-missing = Vel kvifor du avsluttar.
staff-fault-topic-empty = Skriv kva det gjeld.
staff-fault-topic-too-long = { $over ->
    [one] Emnet er 1 teikn for langt. Det kan ha { $limit } teikn.
    *[other] Emnet er { $over } teikn for langt. Det kan ha { $limit } teikn.
}
staff-fault-unit-missing = Vel kven som skal svare.
staff-fault-unit-not-active = Den du valde, tek ikkje imot meldingar her no. Vel ein annan.
staff-forward = Send vidare
staff-forward-empty = Ingen andre i kommunen tek imot meldingar her.
staff-forward-faults = Samtala er ikkje send vidare. Rett dette først:
staff-forward-not-active = Desse tek ikkje imot meldingar her
staff-forward-not-active-unit = { $unit }. Ring
staff-forward-question = Kven skal svare?
staff-forward-send = Send samtala vidare
staff-forward-title = Send samtala vidare
staff-forward-told = { $given } får vite at samtala er send vidare. Fristen for svar er den same.
staff-in-epj = Samtala blir svart på i journalsystemet.
staff-kept-label = Det du skreiv
staff-key-all = Alle snarvegar
staff-key-next-previous = neste og førre
staff-key-open = opne
staff-key-take = ta
staff-language-question = Språk
staff-live-news = { $count ->
    [one] 1 ny samtale.
    *[other] { $count } nye samtaler.
}
staff-live-on = Vi seier frå her når det kjem nye. Sist oppdatert { $clock }.
staff-live-pause = Stans oppdatering
staff-live-paused = Oppdateringa er stansa. Sist oppdatert { $clock }.
staff-live-reload = Sjå etter nye
staff-live-resume = Start oppdatering
staff-live-show = Vis
staff-long-message = Meldinga er lengre enn det som kan skrivast her. Heile teksten blir vist.
staff-message-gone = Meldinga er sletta for godt. Treng du opplysningane, ser du i journalen.
staff-mine-heading = Tekne av meg
staff-nature-decision = Eit vedtak
staff-nature-help = Teksten har ord som ofte står i vedtak. Eit vedtak kan ikkje sendast som melding.
staff-nature-needed = Meldinga er ikkje send. Svar på dette først:
staff-nature-ordinary = Ei vanleg melding
staff-nature-question = Kva slags melding er dette?
staff-needs-answer = Meldinga treng svar
staff-needs-answer-help = Då blir også dei varsla som berre vil bli varsla om det som treng svar.
staff-new-body = Melding
staff-new-faults = Meldinga er ikkje send. Rett dette først:
staff-new-nobody = Ingen får tenester frå eininga i dag, så det er ingen å skrive til.
staff-new-person = Kven vil du skrive til?
staff-new-person-choose = Vel innbyggjar
staff-new-person-help = Du kan skrive til dei som får tenester frå eininga i dag.
staff-new-reply = Kan innbyggjaren svare?
staff-new-reply-allowed = Ja, innbyggjaren kan svare
staff-new-reply-not-allowed = Nei, det er berre ein beskjed
staff-new-send = Send meldinga
staff-new-thread = Ny samtale
staff-new-topic = Kva gjeld det?
staff-not-sent = Samtala blei endra medan du skreiv. Teksten din står her, så du kan ta vare på han.
staff-not-sent-heading = Svaret er ikkje sendt
staff-not-taken = Ingen har teke samtala. Ta ho for å svare.
staff-notice-answered = Svaret er sendt. Neste: { $name }
staff-notice-answered-closed = Svaret er sendt, og samtala er avslutta. Neste: { $name }
staff-notice-answered-closed-last = Svaret er sendt, og samtala er avslutta. Ingen fleire ventar.
staff-notice-answered-last = Svaret er sendt. Ingen fleire ventar.
staff-notice-assigned = { $name } har fått samtala.
staff-notice-closed = Samtala er avslutta.
staff-notice-forwarded = Samtala er send vidare til { $unit }.
staff-notice-put-back = Samtala er lagd tilbake i køen.
staff-notice-started = Meldinga er send til { $name }.
staff-notice-taken = Du har teke samtala.
staff-notice-taken-over = Du har teke over samtala.
staff-number = f.nr. { $number }
staff-number-hide = Skjul
staff-number-logged = Det er logga at du bad om nummeret.
staff-number-show = Vis
staff-number-what = heile fødselsnummeret
staff-open-anyway = Opne likevel
staff-other-unit-back = Byt tilbake til { $unit }
staff-other-unit-ended = Du er ikkje lenger autorisert ved { $unit }. Ta vare på teksten om du treng han.
staff-other-unit-go-on = Byt tilbake for å skrive vidare og sende. Filene du hadde lagt ved, er tekne vare på.
staff-other-unit-title = Du har bytt eining
staff-other-unit-told = Du skreiv dette for { $there }, men arbeider no i { $here }. Ingenting er sendt.
staff-paging-earlier = Vis førre
staff-paging-label = Fleire samtaler
staff-paging-more = Vis fleire
staff-part-closed = Avslutta
staff-part-mine = Mine
staff-part-not-taken = Ikkje tekne
staff-part-open = Alle opne
staff-part-waiting = Ventar på innbyggjar
staff-parts-label = Delar av arbeidslista
staff-promise = Svar lova { $at }
staff-promise-broken = Fristen var { $at }
staff-put-back = Legg tilbake
staff-read-by = Lese av { $name } { $at }
staff-received = Levert. Referanse { $reference }
staff-refused-about = Dette blei stansa
staff-refused-changed = Nokon endra samtala før deg. Ingenting er gjort.
staff-refused-changed-do = Opne samtala og sjå korleis ho står no.
staff-refused-changed-title = Samtala er endra
staff-refused-changed-why = Fleire arbeider med den same lista. Den som er først, får samtala, så ingen svarer dobbelt.
staff-refused-closed = Samtala blei avslutta { $at }.
staff-refused-closed-do = Du kan opne samtala og sjå kvifor.
staff-refused-closed-title = Samtala er avslutta
staff-refused-code = Kode { $code }
staff-refused-decision = Meldinga er ikkje send.
staff-refused-decision-title = Eit vedtak kan ikkje sendast som melding
staff-refused-destroyed = Det som blei skrive her, er sletta for godt. Ingen kan lese det.
staff-refused-destroyed-do = Treng du opplysningane, ser du i journalen.
staff-refused-destroyed-title = Samtala er sletta
staff-refused-destroyed-why = Kommunen har bestemt at innhaldet skal slettast. Nøkkelen til det finst ikkje lenger.
staff-refused-ended = Autorisasjonen din ved { $unit } tok slutt { $day }.
staff-refused-no-service-need = Verken du eller eininga har ansvar for denne innbyggjaren.
staff-refused-no-service-need-do = Skal de ha samtala? Be dei som har ho no, om å sende ho vidare til dykk.
staff-refused-no-service-need-title = Du ser ikkje denne samtala
staff-refused-no-service-need-why = Du ser berre samtaler med dei som får tenester frå eininga di, og dei som er sende vidare hit. Forsøket er logga.
staff-refused-not-authorised = Du er ikkje autorisert ved noka eining her.
staff-refused-not-authorised-at = Du er ikkje autorisert ved { $unit }.
staff-refused-not-authorised-do = Be leiaren din fornye autorisasjonen.
staff-refused-not-authorised-title = Du er ikkje autorisert her
staff-refused-not-authorised-why = Berre dei som er autoriserte ved ei eining, ser samtalene der. Ein autorisasjon har alltid ein siste dag.
staff-refused-recipient-do = Vel ein som får tenester frå eininga, eller ring innbyggjaren.
staff-refused-recipient-title = Du kan ikkje skrive til denne innbyggjaren
staff-refused-recipient-why = Du kan berre skrive til dei som får tenester frå eininga di i dag.
staff-refused-taken-do = Du kan opne samtala og ta over dersom de er einige om det.
staff-refused-taken-title = Samtala er teken
staff-refused-unit = { $unit } tek ikkje imot meldingar her.
staff-refused-unit-do = Ring dei:
staff-refused-unit-title = Her kan du ikkje skrive
staff-refused-unit-why = Kommunen har ikkje opna for meldingar her.
staff-reply-faults = Svaret er ikkje sendt. Rett dette først:
staff-reply-heading = Svar til { $given }
staff-reply-label = Melding
staff-reviews-by = Skal vurderast seinast
staff-reviews-compelling = Personen har sagt nei til deling. Den som såg opplysningane, meinte at tungtvegande grunnar gjekk føre.
staff-reviews-empty = Ingen naudtilgangar ventar på vurdering.
staff-reviews-judged = Vurderinga er lagra. Innbyggjaren kan sjå ho.
staff-reviews-lawful = Det var behov
staff-reviews-lead = Vurder om det var nødvendig å sjå opplysningane for å hjelpe der og då.
staff-reviews-title = Naudtilgangar som skal vurderast
staff-reviews-unit = Eining
staff-reviews-unlawful = Det var ikkje lov
staff-reviews-when = Opna
staff-reviews-who = { $staff }, opna { $person }
staff-row-forwarded = Send vidare hit.
staff-row-protected = Verna. Du ser berre det du treng.
staff-send = Send svar
staff-send-and-close = Send og avslutt
staff-send-and-close-help = Avsluttar du, les innbyggjaren at spørsmålet er svart på.
staff-shortcuts-forward = Send vidare
staff-shortcuts-intro = Alt du kan gjere med ein tast, kan du også gjere med ein knapp eller ei lenkje.
staff-shortcuts-keys = Tastar
staff-shortcuts-leave = Gå ut av feltet. Teksten blir ståande.
staff-shortcuts-next = Neste samtale
staff-shortcuts-off = Nei, slå dei av
staff-shortcuts-on = Ja, slå dei på
staff-shortcuts-open = Opne samtala
staff-shortcuts-previous = Førre samtale
staff-shortcuts-question = Vil du bruke snarvegar?
staff-shortcuts-question-help = Dei verkar berre når du ikkje står i eit felt.
staff-shortcuts-reply = Skriv svar
staff-shortcuts-save = Lagre vala
staff-shortcuts-saved = Vala er lagra.
staff-shortcuts-send = Send svaret
staff-shortcuts-take = Ta samtala
staff-shortcuts-this = Denne sida
staff-shortcuts-title = Snarvegar
staff-shortcuts-work-list = Til arbeidslista
staff-shown-as-name = Blir vist med namnet { $name }.
staff-shown-as-name-title = Blir vist med namnet { $name }, { $title }.
staff-shown-as-unit = Blir vist med namnet { $unit }. Ditt eige namn blir ikkje vist.
staff-span-days = { $count ->
    [one] 1 dag
    *[other] { $count } dagar
}
staff-span-hours = { $hours } t { $minutes } min
staff-span-minutes = { $minutes } min
staff-state-label = Vidare i samtala
staff-take = Ta samtala
staff-take-over = Ta over
staff-take-row = Ta samtala med { $name }
staff-take-short = Ta
staff-taken = { $name } har teke denne.
staff-taken-at = { $name } tok denne { $at }.
staff-taken-by-nobody = Ingen
staff-taken-by-you = Deg
staff-theme-dark = Mørkt
staff-theme-device = Som eininga
staff-theme-light = Lyst
staff-theme-question = Lyst eller mørkt
staff-thread-closed = Samtala blei avslutta { $at } fordi { $reason }.
staff-thread-not-reachable = Innbyggjaren les ikkje meldingar her no. Ring i staden.
staff-thread-protected = Verna adresse. Heile namnet blir vist for den som har teke samtala.
staff-thread-restricted = Bruken er avgrensa fordi innbyggjaren bestrid det som står her. Du kan lese, men ikkje svare, endre eller sende vidare.
staff-thread-title = Samtale
staff-to-work-list = Til arbeidslista
staff-topic-gone = Emnet er sletta
staff-unit-choose = Gå til { $unit }
staff-unit-current = Du arbeider her no.
staff-unit-empty = Du er ikkje autorisert ved noka eining. Be leiaren din om autorisasjon.
staff-unit-ended = Autorisasjonen din her tok slutt { $day }. Be leiaren din fornye han.
staff-unit-from = Autorisasjonen din her gjeld frå og med { $day }.
staff-unit-none-holds = Ingen av autorisasjonane dine gjeld i dag.
staff-unit-title = Vel eining
staff-unit-until = Autorisasjonen din gjeld til og med { $day }.
staff-unread = { $count ->
    [one] 1 ulesen
    *[other] { $count } ulesne
}
staff-why-about-log = Innbyggjaren spør om kven som har sett opplysningane. Kommunen er ansvarleg for svaret.
staff-why-controller = Dataansvarleg: { $name }
staff-why-decision = Eit vedtak blir sendt som brev. Då får innbyggjaren grunngivinga og veit korleis ein klagar.
staff-why-decision-about = Eit vedtak kan ikkje sendast som melding
staff-why-decision-do = Send vedtaket som brev frå fagsystemet. Her kan du skrive at brevet kjem.
staff-why-forwarded = Samtala med { $given } er send vidare til eininga di, og du har autorisasjon der til og med { $day }.
staff-why-heading = Kvifor ser eg dette?
staff-why-seen = { $given } kan sjå at samtala er opna.
staff-why-service = { $given } får tenester frå eininga di, og du har autorisasjon der til og med { $day }.
staff-work-list-in-epj = Eininga svarar i journalsystemet. Her står samtaler som journalsystemet ikkje har teke imot.
staff-work-list-open = { $count ->
    [0] Ingen opne samtaler.
    [one] 1 open.
    *[other] { $count } opne. Eldste frist først.
}
staff-work-list-title = Arbeidsliste
staff-youth-change = Endre for ungdom
staff-youth-closed = Stengd for ungdom på 13 til 15 år
staff-youth-help = Det gjeld ungdom som får tenesta, har eigen eID og samtykke frå ein av foreldra. Foreldra ser ikkje samtalene.
staff-youth-open = Open for ungdom på 13 til 15 år
staff-youth-question = Kan ungdom på 13 til 15 år bruke tenesta her?
staff-youth-save = Lagre valet
staff-youth-title = Ungdom frå 13 år
