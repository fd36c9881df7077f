// The people of the town that the stories are about.

export const KARI = { given: "Kari", name: "Kari Nilsen", home: "/hjem" };
export const ANNE = { given: "Anne", name: "Anne Nilsen", home: "/hjem" };
export const OLA = { given: "Ola", name: "Ola Moen", home: "/hjem" };
export const LISE = { given: "Lise", name: "Lise Berg", home: "/hjem" };
export const JONAS = { given: "Jonas", name: "Jonas Berg", home: "/hjem" };
export const SARA = { given: "Sara", name: "Sara Lund", home: "/hjem" };
export const GERD = { given: "Gerd", name: "Gerd Aas", home: "/hjem" };
export const BJORG = { given: "Bjørg", name: "Bjørg Lien", home: "/hjem" };
export const ARNE = { given: "Arne", name: "Arne Vold", home: "/hjem" };
export const INGRID = { given: "Ingrid", name: "Ingrid Foss", home: "/hjem" };

export const PER = { given: "Per", name: "Per Haug", home: "/ansatt/arbeidsliste" };
export const SIRI = { given: "Siri", name: "Siri Dahl", home: "/ansatt/arbeidsliste" };
export const LIV = { given: "Liv", name: "Liv Moe", home: "/ansatt/arbeidsliste" };
export const MONA = { given: "Mona", name: "Mona Lie", home: "/ansatt/arbeidsliste" };
export const HEGE = { given: "Hege", name: "Hege Ås", home: "/ansatt/arbeidsliste" };
/** His authorisation ended on the last of January. */
export const JON = { given: "Jon", name: "Jon Lunde", home: "/ansatt/arbeidsliste" };

export const ROLF = { given: "Rolf", name: "Rolf Nes", home: "/kommune/ansvar" };
export const NINA = { given: "Nina", name: "Nina Ek", home: "/drift/bestillinger" };
export const ODD = { given: "Odd", name: "Odd Rein", home: "/drift/bestillinger" };
export const HOME_NURSING = "Hjemmesykepleien Solvik øst";
export const HEALTHY_LIFE = "Frisklivssentralen Solvik";

export const BERIT = { given: "Berit", name: "Berit Sand", home: "/kommune/ansvar" };
export const LARS = { given: "Lars", name: "Lars Vik", home: "/kommune/ansvar" };
export const GRO = { given: "Gro", name: "Gro Hagen", home: "/kommune/ansvar" };
export const HILDE = { given: "Hilde", name: "Hilde Bø", home: "/kommune/ansvar" };
export const RAGNA = { given: "Ragna", name: "Ragna Tveit", home: "/kommune/ansvar" };
export const ELI = { given: "Eli", name: "Eli Strand", home: "/kommune/ansvar" };

/** Units of the town, by their ids. */
export const UNITS = {
  solbakken: "01a3750e-c800-7002-8000-000000000005",
  legevakt: "01a3750e-c800-7002-8000-000000000004",
  helsestasjon: "01a3750e-c800-7002-8000-000000000007",
  granlisLegevakt: "01a3750e-c800-7002-8000-000000000008",
  nordfjellsLegevakt: "01a3750e-c800-7002-8000-000000000009",
};
