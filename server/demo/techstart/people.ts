import type { DemoPerson } from '../story.ts';

/** Who complains to TechStart: mostly small firms; one has an account. */
export const techstartPeople: readonly DemoPerson[] = [
  {
    name: 'Jonas Weber',
    username: 'ts_consumer',
    email: 'jonas@weber-tischlerei.example',
    phone: '+49 351 555 0177',
    address: 'Bautzner Str. 81, 01099 Dresden, Germany',
  },
  { name: 'Aoife Brennan', email: 'aoife@brennanbooks.example', phone: '+353 1 555 0110' },
  { name: 'Pieter de Vries', email: 'pieter@devries-fietsen.example', phone: '+31 20 555 0142' },
  { name: 'Chiara Rossi', email: 'chiara.rossi@studiorossi.example' },
  { name: 'Magnus Eriksen', phone: '+47 22 55 01 33', address: 'Storgata 14, 0184 Oslo, Norway' },
  { name: 'Élodie Lambert', email: 'elodie@atelier-lambert.example', phone: '+33 1 55 50 01 27' },
  { name: 'Katarzyna Nowak', email: 'k.nowak@nowaktransport.example', phone: '+48 22 555 01 90' },
  { name: 'Sean Doyle', email: 'sean@doyleplumbing.example', phone: '+353 21 555 0166' },
  { name: 'Helena Costa', email: 'helena@costaflores.example' },
  { name: 'Björn Håkansson', email: 'bjorn@hakansson-bygg.example', phone: '+46 8 555 01 44' },
  { name: 'Ruth Oppenheim', email: 'ruth.oppenheim@praxis.example', phone: '+49 89 555 0108' },
  { name: 'Dimitra Georgiou', email: 'dimitra@georgiou-law.example' },
  { name: 'Liam Fitzgerald', email: 'liam@fitzcoffee.example', phone: '+353 61 555 0153' },
  { name: 'Ana Horvat', email: 'ana.horvat@horvat-design.example' },
  { name: 'Thomas Becker', phone: '+49 30 555 0121', address: 'Kastanienallee 22, 10435 Berlin, Germany' },
  { name: 'Sanne Jansen', email: 'sanne@jansenyoga.example', phone: '+31 30 555 0187' },
  { name: 'Miguel Ortega', email: 'miguel@ortegarefrigeracion.example' },
  { name: 'Freya Nielsen', email: 'freya@nielsen-revision.example', phone: '+45 33 55 01 62' },
  { name: 'Colm Murphy', email: 'colm.murphy@farmline.example', phone: '+353 51 555 0139' },
  { name: 'Irena Dvořák', email: 'irena@dvorak-preklady.example' },
  { name: 'Walid Benali', email: 'walid@benali-taxi.example', phone: '+32 2 555 01 71' },
  { name: 'Greta Hofer', email: 'greta@hofer-alm.example' },
];
