import type { SystemNotificationLevel } from '../../src/db/generated/enums.ts';
import type { RoleName } from './demo-accounts.ts';

export type NotificationType = 'maintenance' | 'update' | 'alert' | 'announcement';

/** Who is addressed; roles and institutions together mean that both must match. */
export interface Audience {
  readonly roles?: readonly RoleName[];
  /** `institution_code` of institutions, each with everything below it. */
  readonly institutions?: readonly string[];
}

/** A notification to write; times are days from now, negative for the past. */
export interface NotificationText {
  readonly type: NotificationType;
  /** Absent: the usual one of the type. Null: nobody said, as older rows of the Laravel application have it. */
  readonly level?: SystemNotificationLevel | null;
  readonly title: string;
  readonly message: string;
  readonly action?: readonly [text: string, url: string];
  /** Absent: everybody. */
  readonly audience?: Audience;
  /** From when until when; null: from the moment it was written, or without end. */
  readonly shown: readonly [start: number | null, end: number | null];
  /** When it was written, if not when it starts. */
  readonly written?: number;
  /** False: stays until it ends. Null: nobody said. */
  readonly dismissible?: false | null;
  /** How the JSON lists hold their ids, numbers unless told; PHP writes all three. */
  readonly ids?: 'strings' | 'object';
}

export const usualLevels: Readonly<Record<NotificationType, SystemNotificationLevel>> = {
  maintenance: 'warning',
  update: 'info',
  alert: 'danger',
  announcement: 'info',
};

const heads: readonly RoleName[] = ['regionadmin', 'sektoradmin', 'schooladmin'];
const schoolStaff: readonly RoleName[] = ['müavin_müdir', 'ubr_müəllimi', 'müəllim', 'psixoloq'];

/** Months of past notifications, then the current and the coming ones. */
export const notificationTexts: readonly NotificationText[] = [
  {
    type: 'announcement',
    level: 'success',
    title: 'ATİS-ə xoş gəlmisiniz',
    message: 'Sistem bütün regionlarda istifadəyə verildi. Təlimat videoları yardım bölməsindədir.',
    action: ['Yardım', '/help'],
    shown: [-150, -120],
  },
  {
    type: 'update',
    title: 'ATİS 2.1',
    message: 'Hesabat formalarında avtomatik yoxlama əlavə olundu.',
    shown: [-140, -126],
  },
  {
    type: 'announcement',
    title: 'Regional koordinatorların toplantısı',
    message: 'Onlayn toplantı saat 15:00-da başlayacaq.',
    action: ['Qoşul', 'https://meet.atis.example/region'],
    audience: { roles: ['regionadmin', 'regionoperator'] },
    shown: [-130, -129],
    written: -131,
  },
  {
    type: 'maintenance',
    title: 'Planlı texniki işlər',
    message: 'Şənbə günü 01:00–05:00 arasında sistemdə fasilə olacaq.',
    shown: [-120, -118],
    written: -121,
    dismissible: false,
  },
  {
    type: 'alert',
    title: 'Saxta məktublardan ehtiyatlı olun',
    message: 'Nazirlik adından parol istəyən məktublar saxtadır. Parolunuzu heç kimə verməyin.',
    shown: [-112, -98],
  },
  {
    type: 'announcement',
    title: 'Şagird kontingentinin təsdiqi',
    message: 'Məktəblər kontingent məlumatlarını ayın 15-dək təsdiq etməlidir.',
    action: ['Formaya keç', '/forms/contingent'],
    audience: { roles: ['schooladmin', 'müavin_müdir'] },
    shown: [-105, -90],
    ids: 'strings',
  },
  {
    type: 'announcement',
    title: 'Bakı: elektron jurnal üzrə seminar',
    message: 'Seminar Yasamal rayonunda keçiriləcək.',
    audience: { institutions: ['BAK'] },
    shown: [-98, -96],
    written: -99,
  },
  {
    type: 'alert',
    level: 'warning',
    title: 'Şəki-Zaqatala: internet kəsintisi',
    message: 'Bəzi məktəblərdə internet bağlantısı məhduddur, operator işləyir.',
    audience: { institutions: ['SKZ'] },
    shown: [-92, -91],
    ids: 'strings',
  },
  {
    type: 'update',
    title: 'ATİS 2.2',
    message: 'Mobil tətbiqdə bildirişlər və sənəd yükləmə əlavə olundu.',
    action: ['Nə yenidir?', '/changelog/2.2'],
    shown: [-84, -70],
  },
  {
    type: 'announcement',
    title: 'Psixoloqlar üçün metodik vəsait',
    message: 'Yeni vəsait sənədlər bölməsində yerləşdirilib.',
    action: ['Sənədlər', '/documents/psychology'],
    audience: { roles: ['psixoloq'] },
    shown: [-80, -50],
  },
  {
    type: 'maintenance',
    level: null,
    title: 'Hesabat serverində texniki işlər',
    message: 'Hesabatların hazırlanması gecikə bilər.',
    shown: [-76, -75],
    written: -77,
    dismissible: null,
  },
  {
    type: 'announcement',
    title: 'Gəncə-Daşkəsən: inventarizasiya',
    message: 'Təsərrüfat məsulları inventar siyahısını yeniləməlidir.',
    audience: { roles: ['təsərrüfat_məsulu', 'schooladmin'], institutions: ['GNC'] },
    shown: [-70, -56],
    written: -71,
  },
  {
    type: 'alert',
    title: 'Parolların məcburi yenilənməsi',
    message: 'Bir neçə hesaba uğursuz giriş cəhdləri qeydə alınıb. Parolunuzu dəyişin.',
    action: ['Parolu dəyiş', '/profile/password'],
    audience: { roles: heads },
    shown: [-66, -59],
    dismissible: false,
  },
  {
    type: 'announcement',
    title: 'Qışa hazırlıq hesabatı',
    message: 'İstilik sistemlərinin vəziyyəti barədə məlumatı daxil edin.',
    audience: { roles: ['təsərrüfat_məsulu', 'schooladmin', 'sektoradmin'] },
    shown: [-60, -40],
    ids: 'strings',
  },
  {
    type: 'announcement',
    level: 'success',
    title: 'Lənkəran-Astara: olimpiada nəticələri',
    message: 'Respublika olimpiadasının nəticələri elan olundu. Təbrik edirik!',
    audience: { institutions: ['LNK'] },
    shown: [-54, -40],
  },
  {
    type: 'update',
    title: 'ATİS 2.3',
    message: 'Sənədlərin elektron imzalanması mümkündür.',
    action: ['Nə yenidir?', '/changelog/2.3'],
    shown: [-49, -35],
  },
  {
    type: 'alert',
    level: 'warning',
    title: 'Qarabağ: yeni məktəblərin qeydiyyatı',
    message: 'Köçürülən məktəblərin kodları dəyişib, siyahını yoxlayın.',
    audience: { institutions: ['QRB', 'ARN-01'] },
    shown: [-42, -28],
    ids: 'object',
  },
  {
    type: 'announcement',
    title: 'Müəllimlərin sertifikasiyası',
    message: 'Müraciətlərin qəbulu başladı.',
    action: ['Müraciət et', 'https://sertifikasiya.atis.example/'],
    audience: { roles: ['müəllim'] },
    shown: [-37, -20],
    written: -38,
    ids: 'strings',
  },
  {
    type: 'maintenance',
    title: 'Naxçıvan: şəbəkə avadanlığının dəyişdirilməsi',
    message: 'Bazar günü xidmətlər əlçatan olmayacaq.',
    audience: { institutions: ['NAX'] },
    shown: [-32, -30],
    written: -33,
    dismissible: false,
  },
  {
    type: 'announcement',
    title: 'Yarımillik hesabat',
    message: 'Yarımillik hesabatın son tarixi yaxınlaşır.',
    action: ['Hesabat', '/reports/half-year'],
    audience: { roles: heads },
    shown: [-26, -12],
    written: -27,
  },
  {
    type: 'announcement',
    title: 'Yasamal: direktorların müşavirəsi',
    message: 'Müşavirə cümə günü saat 11:00-dadır.',
    audience: { roles: ['schooladmin'], institutions: ['BAK-01'] },
    shown: [-21, -18],
    written: -22,
  },
  {
    type: 'alert',
    title: 'Xidmətdə qısa fasilə',
    message: 'Verilənlər bazası 20 dəqiqə əlçatan olmayıb, məlumat itkisi yoxdur.',
    shown: [-16, -15],
  },
  {
    type: 'announcement',
    level: 'success',
    title: 'Quba-Xaçmaz: yeni məktəb binası',
    message: 'Yeni bina istifadəyə verildi.',
    audience: { institutions: ['QUB'] },
    shown: [-13, -6],
  },
  {
    type: 'update',
    title: 'ATİS 2.3.1',
    message: 'Axtarış sürətləndirildi, kiçik xətalar düzəldildi.',
    shown: [-10, -3],
  },

  {
    type: 'announcement',
    title: 'İstifadə qaydaları',
    message: 'Sistemdən istifadə qaydaları ilə tanış olun.',
    action: ['Qaydalar', '/rules'],
    shown: [null, null],
    written: -100,
    dismissible: false,
  },
  {
    type: 'announcement',
    title: 'Dərs cədvəlinin təsdiqi',
    message: 'Növbəti rübün dərs cədvəlini təsdiq edin.',
    action: ['Cədvəl', '/timetable'],
    audience: { roles: ['müavin_müdir', 'ubr_müəllimi'] },
    shown: [-6, 8],
  },
  {
    type: 'alert',
    level: 'warning',
    title: 'Uğursuz giriş cəhdlərinin artması',
    message: 'Son günlərdə uğursuz giriş cəhdləri artıb. Şübhəli hadisələri yoxlayın.',
    action: ['Hadisələr', '/security/events'],
    audience: { roles: ['superadmin', 'regionadmin'] },
    shown: [-3, 4],
    dismissible: false,
  },
  {
    type: 'announcement',
    title: 'Bakı: valideyn sorğusu',
    message: 'Sorğunu məktəblərdə elan edin.',
    action: ['Sorğu', '/surveys/parents'],
    audience: { institutions: ['BAK'] },
    shown: [-2, 12],
    ids: 'strings',
  },
  {
    type: 'announcement',
    title: 'Gəncə-Daşkəsən: monitorinq',
    message: 'Monitorinq qrupu məktəblərə baş çəkəcək.',
    audience: { roles: heads, institutions: ['GNC'] },
    shown: [-1.5, 5],
    written: -2,
  },
  {
    type: 'update',
    level: 'success',
    title: 'ATİS 2.4 istifadədədir',
    message: 'Bildirişlər canlı yenilənir, hesabatlar iki dəfə sürətlidir.',
    action: ['Nə yenidir?', '/changelog/2.4'],
    shown: [-1, 13],
  },
  {
    type: 'maintenance',
    title: 'Bu gecə texniki işlər',
    message: 'Bu gecə 02:00–04:00 arasında sistemə giriş məhdud olacaq.',
    shown: [-0.75, 1.5],
    written: -0.83,
    dismissible: false,
  },
  {
    type: 'announcement',
    title: 'Açıq dərslər həftəsi',
    message: 'Açıq dərslərin siyahısı hazırdır.',
    audience: { roles: schoolStaff, institutions: ['BAK-01', 'BAK-02', 'BAK-03'] },
    shown: [-0.17, 7],
    written: -0.21,
  },

  {
    type: 'maintenance',
    title: 'Planlı yenilənmə',
    message: 'Verilənlər bazası yeni versiyaya keçiriləcək.',
    shown: [2, 3],
    written: -0.04,
    dismissible: false,
  },
  {
    type: 'announcement',
    title: 'Qəbul kampaniyası',
    message: 'Birinci sinfə elektron qəbul başlayır.',
    action: ['Qəbul', 'https://qebul.atis.example/'],
    audience: { roles: heads },
    shown: [5, 40],
    written: -0.33,
  },
  {
    type: 'announcement',
    title: 'Şirvan-Salyan: seminar',
    message: 'Psixoloqlar və müavin müdirlər üçün seminar.',
    audience: { roles: ['psixoloq', 'müavin_müdir'], institutions: ['SRV'] },
    shown: [3, 6],
    written: -0.42,
    ids: 'strings',
  },
  {
    type: 'update',
    title: 'ATİS 2.5',
    message: 'Növbəti versiyada ikimərhələli giriş olacaq.',
    shown: [14, null],
    written: -0.29,
  },
];
