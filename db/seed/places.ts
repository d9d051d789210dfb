/** A district or town with its own sector office. */
export interface District {
  readonly name: string;
  readonly kind: 'rayonu' | 'şəhəri';
  readonly latitude: number;
  readonly longitude: number;
  /** How many schools it has in comparison with the others. */
  readonly weight: number;
  readonly university?: string;
}

/** A regional education office and the districts below it. */
export interface Region {
  /** `institutions.region_code`. */
  readonly code: string;
  readonly name: string;
  readonly office: string;
  /** Seat of the office. */
  readonly city: string;
  readonly phonePrefix: string;
  readonly districts: readonly District[];
}

const rayon = (name: string, latitude: number, longitude: number, weight = 1, university?: string): District => ({
  name,
  kind: 'rayonu',
  latitude,
  longitude,
  weight,
  ...(university !== undefined && { university }),
});

const town = (name: string, latitude: number, longitude: number, weight = 1, university?: string): District => ({
  ...rayon(name, latitude, longitude, weight, university),
  kind: 'şəhəri',
});

/** Ten regional offices with 70 districts; coordinates are those of the district centres, in degrees. */
export const regions: readonly Region[] = [
  {
    code: 'BAK',
    name: 'Bakı',
    office: 'Bakı Şəhəri üzrə Təhsil İdarəsi',
    city: 'Bakı',
    phonePrefix: '12',
    districts: [
      rayon('Yasamal', 40.383, 49.805, 2.2, 'Bakı Dövlət Universiteti'),
      rayon('Binəqədi', 40.466, 49.826, 2.2),
      rayon('Xətai', 40.385, 49.89, 2),
      rayon('Xəzər', 40.492, 50.148, 1.6),
      rayon('Qaradağ', 40.325, 49.732, 1.2),
      rayon('Nərimanov', 40.407, 49.87, 1.6),
      rayon('Nəsimi', 40.386, 49.837, 1.8, 'Azərbaycan Dövlət Neft və Sənaye Universiteti'),
      rayon('Nizami', 40.404, 49.929, 1.6),
      rayon('Pirallahı', 40.471, 50.324, 0.5),
      rayon('Sabunçu', 40.443, 49.949, 2),
      rayon('Səbail', 40.359, 49.833, 1.2, 'Azərbaycan Dövlət İqtisad Universiteti'),
      rayon('Suraxanı', 40.414, 50.003, 1.8),
    ],
  },
  {
    code: 'GNC',
    name: 'Gəncə-Daşkəsən',
    office: 'Gəncə-Daşkəsən Regional Təhsil İdarəsi',
    city: 'Gəncə',
    phonePrefix: '22',
    districts: [
      rayon('Kəpəz', 40.676, 46.337, 1.6, 'Gəncə Dövlət Universiteti'),
      rayon('Gəncə Nizami', 40.689, 46.381, 1.5, 'Azərbaycan Dövlət Aqrar Universiteti'),
      rayon('Daşkəsən', 40.524, 46.078, 0.8),
      rayon('Göygöl', 40.587, 46.315),
      rayon('Goranboy', 40.61, 46.79, 1.1),
      town('Naftalan', 40.507, 46.825, 0.4),
      rayon('Samux', 40.765, 46.409, 0.8),
    ],
  },
  {
    code: 'QZX',
    name: 'Qazax-Tovuz',
    office: 'Qazax-Tovuz Regional Təhsil İdarəsi',
    city: 'Qazax',
    phonePrefix: '22',
    districts: [
      rayon('Ağstafa', 41.119, 45.454),
      rayon('Gədəbəy', 40.566, 45.812, 1.1),
      rayon('Qazax', 41.093, 45.366),
      rayon('Şəmkir', 40.83, 46.018, 1.4),
      rayon('Tovuz', 40.992, 45.629, 1.3),
    ],
  },
  {
    code: 'QRB',
    name: 'Qarabağ',
    office: 'Qarabağ Regional Təhsil İdarəsi',
    city: 'Bərdə',
    phonePrefix: '20',
    districts: [
      rayon('Ağcabədi', 40.053, 47.459, 1.2),
      rayon('Ağdam', 39.991, 46.93),
      rayon('Bərdə', 40.374, 47.127, 1.3),
      rayon('Füzuli', 39.601, 47.143, 0.9),
      rayon('Tərtər', 40.342, 46.932),
      town('Xankəndi', 39.818, 46.752, 0.5, 'Qarabağ Universiteti'),
      rayon('Xocalı', 39.911, 46.789, 0.4),
      rayon('Xocavənd', 39.795, 47.113, 0.4),
      rayon('Şuşa', 39.758, 46.749, 0.4),
    ],
  },
  {
    code: 'QUB',
    name: 'Quba-Xaçmaz',
    office: 'Quba-Xaçmaz Regional Təhsil İdarəsi',
    city: 'Quba',
    phonePrefix: '23',
    districts: [
      rayon('Quba', 41.361, 48.513, 1.3),
      rayon('Qusar', 41.427, 48.43, 1.1),
      rayon('Xaçmaz', 41.463, 48.806, 1.3),
      rayon('Şabran', 41.215, 48.987, 0.8),
      rayon('Siyəzən', 41.078, 49.112, 0.7),
    ],
  },
  {
    code: 'LNK',
    name: 'Lənkəran-Astara',
    office: 'Lənkəran-Astara Regional Təhsil İdarəsi',
    city: 'Lənkəran',
    phonePrefix: '25',
    districts: [
      rayon('Lənkəran', 38.754, 48.851, 1.4, 'Lənkəran Dövlət Universiteti'),
      rayon('Astara', 38.456, 48.875),
      rayon('Cəlilabad', 39.209, 48.499, 1.3),
      rayon('Lerik', 38.774, 48.415),
      rayon('Masallı', 39.034, 48.665, 1.3),
      rayon('Yardımlı', 38.906, 48.24, 0.8),
    ],
  },
  {
    code: 'ARN',
    name: 'Mərkəzi Aran',
    office: 'Mərkəzi Aran Regional Təhsil İdarəsi',
    city: 'Mingəçevir',
    phonePrefix: '24',
    districts: [
      town('Mingəçevir', 40.764, 47.06, 1.1, 'Mingəçevir Dövlət Universiteti'),
      rayon('Ağdaş', 40.65, 47.474),
      rayon('Göyçay', 40.653, 47.741, 1.1),
      rayon('Kürdəmir', 40.338, 48.161),
      rayon('Ucar', 40.518, 47.654, 0.9),
      rayon('Yevlax', 40.618, 47.15, 1.1),
      rayon('Zərdab', 40.218, 47.708, 0.8),
    ],
  },
  {
    code: 'SKZ',
    name: 'Şəki-Zaqatala',
    office: 'Şəki-Zaqatala Regional Təhsil İdarəsi',
    city: 'Şəki',
    phonePrefix: '24',
    districts: [
      rayon('Şəki', 41.192, 47.17, 1.4),
      rayon('Balakən', 41.726, 46.404),
      rayon('Qax', 41.419, 46.92, 0.9),
      rayon('Qəbələ', 40.982, 47.846, 1.1),
      rayon('Oğuz', 41.071, 47.465, 0.8),
      rayon('Zaqatala', 41.633, 46.643, 1.1),
    ],
  },
  {
    code: 'SRV',
    name: 'Şirvan-Salyan',
    office: 'Şirvan-Salyan Regional Təhsil İdarəsi',
    city: 'Şirvan',
    phonePrefix: '21',
    districts: [
      town('Şirvan', 39.938, 48.929),
      rayon('Biləsuvar', 39.46, 48.551),
      rayon('Hacıqabul', 40.04, 48.92, 0.9),
      rayon('Neftçala', 39.377, 49.247),
      rayon('Salyan', 39.595, 48.985, 1.2),
    ],
  },
  {
    code: 'NAX',
    name: 'Naxçıvan',
    office: 'Naxçıvan Muxtar Respublikası üzrə Təhsil İdarəsi',
    city: 'Naxçıvan',
    phonePrefix: '36',
    districts: [
      town('Naxçıvan', 39.209, 45.412, 1.1, 'Naxçıvan Dövlət Universiteti'),
      rayon('Babək', 39.151, 45.448, 0.8),
      rayon('Culfa', 38.957, 45.631, 0.7),
      rayon('Kəngərli', 39.388, 45.165, 0.6),
      rayon('Ordubad', 38.905, 46.027, 0.8),
      rayon('Sədərək', 39.718, 44.882, 0.4),
      rayon('Şahbuz', 39.407, 45.574, 0.6),
      rayon('Şərur', 39.556, 44.98, 1),
    ],
  },
];
