# What is deleted when its time has come.

retention-begun = Gjennomført av
retention-carry-out = Slett nå
retention-carry-out-lead = { $count ->
    [one] Enhetens kopi av { $count } samtale slettes. Det kan ikke angres. Alle blir sett på en gang til først.
    *[other] Enhetenes kopi av { $count } samtaler slettes. Det kan ikke angres. Alle blir sett på en gang til først.
}
retention-carry-out-title = Gjennomfør planen
retention-carry-out-who = Den som kan binde kommunen, gjennomfører planen, og det må være en annen enn den som laget den.
retention-class-preserve = Bevares for ettertiden
retention-class-with-record = Like lenge som samtalen, og den slettes sammen med den.
retention-class-years = Til ti år etter siste melding
retention-classes = Hvor lenge tar vi vare på det?
retention-classes-lead = Det gjelder enhetenes kopi. Innbyggeren beholder det hun eller han selv har fått eller skrevet.
retention-column-by = Av
retention-column-count = Samtaler
retention-column-delete = Ville blitt slettet
retention-column-finding = Hva som skjer, og hvorfor
retention-column-made = Laget
retention-column-service = Tjeneste
retention-column-state = Status
retention-conversations = { $count ->
    [one] { $count } samtale
    *[other] { $count } samtaler
}
retention-counted = Dette er telt opp
retention-counted-none = Ingen samtaler er telt opp.
retention-deleted = Slettet
retention-done = Det ble slik
retention-done-at = Ferdig
retention-drop = Forkast planen
retention-faults = Det ble ikke gjort. Les hvorfor.
retention-finding-anothers = Beholdes: en annen har ansvaret for opplysningene
retention-finding-contested = Beholdes: to virksomheter kan være ansvarlige, og ingenting slettes før det er avklart
retention-finding-custody = Beholdes: journalen er på vei til en annen
retention-finding-delete = Slettes: tiden er ute
retention-finding-disclosure = Beholdes: en utlevering venter eller er ikke over
retention-finding-granted = Slettes: innbyggeren har krevd det og fått ja
retention-finding-leaving = Beholdes: kommunen er på vei ut, og det har egne regler
retention-finding-not-yet = Beholdes: tiden er ikke ute
retention-finding-open = Beholdes: samtalen er åpen
retention-finding-preserved = Beholdes: bevares for ettertiden
retention-finding-restricted = Beholdes: innbyggeren har krevd at bruken begrenses
retention-finding-rights = Beholdes: et krav om rettigheter venter på svar
retention-granted = (etter krav)
retention-granted-lead = { $count ->
    [one] Enhetens kopi av { $count } samtale slettes. Det kan ikke angres. Du sier også at det som står i journalsystemet eller saksmappen, er slettet der. Innbyggeren får beskjed, og de som har fått opplysningene før.
    *[other] Enhetens kopi av { $count } samtaler slettes. Det kan ikke angres. Du sier også at det som står i journalsystemet eller saksmappen, er slettet der. Innbyggeren får beskjed, og de som har fått opplysningene før.
}
retention-granted-title = Sletting etter krav
retention-held-agreements = Avtaler om samarbeid og arkiv
retention-held-log = Loggen over hvem som har sett
retention-held-rights = Krav om rettigheter
retention-last-day = Kan gjennomføres til og med
retention-lead = Ingenting slettes av seg selv. En plan viser hva som ville blitt slettet, og hvorfor resten blir tatt vare på. En annen enn den som laget planen, gjennomfører den.
retention-none = Ingen planer er laget.
retention-one-title = Plan for sletting
retention-plan = Lag en plan
retention-plan-help = Planen teller bare. Ingenting slettes før en annen har gjennomført den.
retention-plan-who = En administrator kan lage en plan.
retention-plans = Planer
retention-state-counting = Teller opp
retention-state-deleting = Gjennomføres
retention-state-done = Gjennomført
retention-state-dropped = Forkastet
retention-state-ready = Venter på å bli gjennomført
retention-state-too-old = For gammel
retention-title = Sletting
