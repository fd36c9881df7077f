# Acting for somebody else (experience § 4.10, § 5.3).

acting-choose = Velg hvem det gjelder
acting-go-on = Gå til forsiden
acting-lost-more = Du ser ikke lenger samtalene der. Det du allerede har sendt, blir stående. Utkast som ikke er sendt, er slettet.
acting-lost-other = Du kan ikke lenger opptre for { $name }.
acting-lost-title = Du opptrer for deg selv igjen
acting-lost-withdrawn = { $name } har trukket tilbake fullmakten.
acting-other-more = Du byttet person i en annen fane. Det du skrev her, er ikke sendt og ikke lagret på noen annen. Hvem gjelder dette?
acting-other-title = Ingenting er sendt
acting-to-own = Til min egen side
