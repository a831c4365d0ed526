/** A hospital or health centre of the invented network, as the directory names it; keys and web origins are added where it runs. */
export interface InventedSite {
  /** MA_CSKCB; `9xx` after the province is not given to any facility. */
  id: string;
  name: string;
  nameEn: string;
  level: 'upper' | 'lower';
  /** One of the 34 provinces (NQ 202/2025/QH15). */
  province: string;
  specialties: readonly string[];
}

const general = [
  'Hồi sức cấp cứu',
  'Nội tổng hợp',
  'Ngoại tổng hợp',
  'Sản khoa',
  'Nhi khoa',
  'Chẩn đoán hình ảnh',
] as const;
const basic = ['Cấp cứu', 'Nội tổng hợp', 'Sản khoa', 'Nhi khoa'] as const;

/** Hospitals that have a portal in the demo, requesting and consulted. */
const demoSites: readonly InventedSite[] = [
  {
    id: '22901',
    name: 'Trung tâm Y tế Cô Tô',
    nameEn: 'Co To Health Centre',
    level: 'lower',
    province: '22',
    specialties: basic,
  },
  {
    id: '01902',
    name: 'Bệnh viện Nhi Trung ương',
    nameEn: 'National Children’s Hospital',
    level: 'upper',
    province: '01',
    specialties: [
      'Hồi sức cấp cứu nhi',
      'Thần kinh nhi',
      'Tim mạch nhi, phẫu thuật tim',
      'Truyền nhiễm nhi',
      'Sơ sinh',
    ],
  },
  {
    id: '48902',
    name: 'Bệnh viện Phụ sản – Nhi Đà Nẵng',
    nameEn: 'Da Nang Hospital for Women and Children',
    level: 'lower',
    province: '48',
    specialties: ['Nhi tim mạch', 'Sơ sinh', 'Sản khoa', 'Gây mê hồi sức'],
  },
  {
    id: '15901',
    name: 'Trung tâm Y tế Bát Xát',
    nameEn: 'Bat Xat Health Centre',
    level: 'lower',
    province: '15',
    specialties: basic,
  },
  {
    id: '24901',
    name: 'Trung tâm Y tế Yên Thế',
    nameEn: 'Yen The Health Centre',
    level: 'lower',
    province: '24',
    specialties: [...basic, 'Truyền nhiễm'],
  },
  {
    id: '11901',
    name: 'Trung tâm Y tế Mường Nhé',
    nameEn: 'Muong Nhe Health Centre',
    level: 'lower',
    province: '11',
    specialties: basic,
  },
  {
    id: '96901',
    name: 'Trung tâm Y tế Năm Căn',
    nameEn: 'Nam Can Health Centre',
    level: 'lower',
    province: '96',
    specialties: basic,
  },
  {
    id: '01903',
    name: 'Bệnh viện Bạch Mai',
    nameEn: 'Bach Mai Hospital',
    level: 'upper',
    province: '01',
    specialties: ['Tim mạch can thiệp', 'Nội tiết, thận', 'Hồi sức cấp cứu', 'Thần kinh', 'Chống độc'],
  },
  {
    id: '01904',
    name: 'Bệnh viện Phổi Trung ương',
    nameEn: 'National Lung Hospital',
    level: 'upper',
    province: '01',
    specialties: ['Lao và bệnh phổi, chẩn đoán hình ảnh', 'Ung bướu phổi', 'Phẫu thuật lồng ngực'],
  },
  {
    id: '01905',
    name: 'Bệnh viện Phụ sản Trung ương',
    nameEn: 'National Hospital of Obstetrics and Gynaecology',
    level: 'upper',
    province: '01',
    specialties: ['Sản khoa, hồi sức', 'Phụ khoa', 'Sơ sinh'],
  },
];

/** Last-line hospitals that are in the directory and have no portal in the demo. */
const lastLine: readonly InventedSite[] = [
  {
    id: '01906',
    name: 'Bệnh viện Hữu nghị Việt Đức',
    nameEn: 'Viet Duc University Hospital',
    level: 'upper',
    province: '01',
    specialties: ['Phẫu thuật thần kinh', 'Chấn thương chỉnh hình', 'Phẫu thuật tiêu hóa', 'Ghép tạng'],
  },
  {
    id: '79902',
    name: 'Bệnh viện Chợ Rẫy',
    nameEn: 'Cho Ray Hospital',
    level: 'upper',
    province: '79',
    specialties: ['Hồi sức cấp cứu', 'Tim mạch can thiệp', 'Bệnh nhiệt đới', 'Nội tiết, thận'],
  },
  {
    id: '79903',
    name: 'Bệnh viện Nhi đồng 1',
    nameEn: 'Children’s Hospital 1',
    level: 'upper',
    province: '79',
    specialties: ['Hồi sức cấp cứu nhi', 'Tim mạch nhi, phẫu thuật tim', 'Nhiễm – thần kinh'],
  },
  {
    id: '46902',
    name: 'Bệnh viện Trung ương Huế',
    nameEn: 'Hue Central Hospital',
    level: 'upper',
    province: '46',
    specialties: ['Tim mạch can thiệp', 'Ghép tạng', 'Ung bướu', 'Hồi sức cấp cứu'],
  },
];

/** Code, name, and health centres of each of the 34 provinces. */
const provinces: readonly (readonly [
  code: string,
  name: string,
  latin: string,
  centres: readonly (readonly [name: string, latin: string])[],
])[] = [
  [
    '01',
    'Hà Nội',
    'Hanoi',
    [
      ['Ba Vì', 'Ba Vi'],
      ['Mỹ Đức', 'My Duc'],
    ],
  ],
  [
    '04',
    'Cao Bằng',
    'Cao Bang',
    [
      ['Bảo Lạc', 'Bao Lac'],
      ['Trùng Khánh', 'Trung Khanh'],
    ],
  ],
  [
    '08',
    'Tuyên Quang',
    'Tuyen Quang',
    [
      ['Mèo Vạc', 'Meo Vac'],
      ['Na Hang', 'Na Hang'],
    ],
  ],
  ['11', 'Điện Biên', 'Dien Bien', [['Tủa Chùa', 'Tua Chua']]],
  ['12', 'Lai Châu', 'Lai Chau', [['Mường Tè', 'Muong Te']]],
  [
    '14',
    'Sơn La',
    'Son La',
    [
      ['Sốp Cộp', 'Sop Cop'],
      ['Mộc Châu', 'Moc Chau'],
    ],
  ],
  [
    '15',
    'Lào Cai',
    'Lao Cai',
    [
      ['Mù Cang Chải', 'Mu Cang Chai'],
      ['Lục Yên', 'Luc Yen'],
    ],
  ],
  ['19', 'Thái Nguyên', 'Thai Nguyen', [['Ba Bể', 'Ba Be']]],
  ['20', 'Lạng Sơn', 'Lang Son', [['Bình Gia', 'Binh Gia']]],
  [
    '22',
    'Quảng Ninh',
    'Quang Ninh',
    [
      ['Bình Liêu', 'Binh Lieu'],
      ['Vân Đồn', 'Van Don'],
    ],
  ],
  [
    '24',
    'Bắc Ninh',
    'Bac Ninh',
    [
      ['Sơn Động', 'Son Dong'],
      ['Gia Bình', 'Gia Binh'],
    ],
  ],
  [
    '25',
    'Phú Thọ',
    'Phu Tho',
    [
      ['Tân Sơn', 'Tan Son'],
      ['Mai Châu', 'Mai Chau'],
    ],
  ],
  [
    '31',
    'Hải Phòng',
    'Hai Phong',
    [
      ['Bạch Long Vĩ', 'Bach Long Vi'],
      ['Cát Hải', 'Cat Hai'],
    ],
  ],
  ['33', 'Hưng Yên', 'Hung Yen', [['Tiền Hải', 'Tien Hai']]],
  ['37', 'Ninh Bình', 'Ninh Binh', [['Nho Quan', 'Nho Quan']]],
  [
    '38',
    'Thanh Hóa',
    'Thanh Hoa',
    [
      ['Mường Lát', 'Muong Lat'],
      ['Quan Sơn', 'Quan Son'],
    ],
  ],
  [
    '40',
    'Nghệ An',
    'Nghe An',
    [
      ['Kỳ Sơn', 'Ky Son'],
      ['Quế Phong', 'Que Phong'],
    ],
  ],
  ['42', 'Hà Tĩnh', 'Ha Tinh', [['Vũ Quang', 'Vu Quang']]],
  [
    '44',
    'Quảng Trị',
    'Quang Tri',
    [
      ['Cồn Cỏ', 'Con Co'],
      ['Minh Hóa', 'Minh Hoa'],
    ],
  ],
  ['46', 'Huế', 'Hue', [['A Lưới', 'A Luoi']]],
  ['48', 'Đà Nẵng', 'Da Nang', [['Nam Trà My', 'Nam Tra My']]],
  [
    '51',
    'Quảng Ngãi',
    'Quang Ngai',
    [
      ['Lý Sơn', 'Ly Son'],
      ['Tu Mơ Rông', 'Tu Mo Rong'],
    ],
  ],
  [
    '52',
    'Gia Lai',
    'Gia Lai',
    [
      ['Vân Canh', 'Van Canh'],
      ['Chư Prông', 'Chu Prong'],
    ],
  ],
  [
    '56',
    'Khánh Hòa',
    'Khanh Hoa',
    [
      ['Trường Sa', 'Truong Sa'],
      ['Bác Ái', 'Bac Ai'],
    ],
  ],
  ['66', 'Đắk Lắk', 'Dak Lak', [['Ea Súp', 'Ea Sup']]],
  [
    '68',
    'Lâm Đồng',
    'Lam Dong',
    [
      ['Phú Quý', 'Phu Quy'],
      ['Đam Rông', 'Dam Rong'],
    ],
  ],
  ['75', 'Đồng Nai', 'Dong Nai', [['Bù Gia Mập', 'Bu Gia Map']]],
  [
    '79',
    'TP. Hồ Chí Minh',
    'Ho Chi Minh City',
    [
      ['Cần Giờ', 'Can Gio'],
      ['Côn Đảo', 'Con Dao'],
    ],
  ],
  ['80', 'Tây Ninh', 'Tay Ninh', [['Tân Biên', 'Tan Bien']]],
  ['82', 'Đồng Tháp', 'Dong Thap', [['Tân Hồng', 'Tan Hong']]],
  ['86', 'Vĩnh Long', 'Vinh Long', [['Duyên Hải', 'Duyen Hai']]],
  [
    '91',
    'An Giang',
    'An Giang',
    [
      ['Phú Quốc', 'Phu Quoc'],
      ['Tri Tôn', 'Tri Ton'],
    ],
  ],
  ['92', 'Cần Thơ', 'Can Tho', [['Cù Lao Dung', 'Cu Lao Dung']]],
  ['96', 'Cà Mau', 'Ca Mau', [['Ngọc Hiển', 'Ngoc Hien']]],
];

const provincial = provinces.flatMap(([code, name, latin, centres]): InventedSite[] => [
  {
    id: `${code}950`,
    name: `Bệnh viện Đa khoa tỉnh ${name}`.replace(/tỉnh (?=Hà Nội|Hải Phòng|Huế|Đà Nẵng|TP\.|Cần Thơ)/, ''),
    nameEn: `${latin} General Hospital`,
    level: 'upper',
    province: code,
    specialties: general,
  },
  ...centres.map(([centre, centreLatin], index): InventedSite => ({
    id: `${code}${960 + index}`,
    name: `Trung tâm Y tế ${centre}`,
    nameEn: `${centreLatin} Health Centre`,
    level: 'lower',
    province: code,
    specialties: basic,
  })),
]);

/** The whole invented network: the hospitals of the demo, last-line hospitals, and one upper and some lower in each of the 34 provinces. */
export const inventedSites: readonly InventedSite[] = [...demoSites, ...lastLine, ...provincial];

/** Ids of the hospitals that have a portal in the demo, in the order of their ports. */
export const demoSiteIds: readonly string[] = demoSites.map((site) => site.id);

/** The site of an id. @throws TypeError when there is none */
export function findSite(id: string): InventedSite {
  const site = inventedSites.find((one) => one.id === id);
  if (!site) throw new TypeError(`No invented site ${id}`);
  return site;
}
