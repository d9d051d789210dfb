/** The roles of the ATİS design, as `roles.name` has them. */
export type RoleName =
  | 'superadmin'
  | 'regionadmin'
  | 'regionoperator'
  | 'sektoradmin'
  | 'schooladmin'
  | 'müavin_müdir'
  | 'ubr_müəllimi'
  | 'təsərrüfat_məsulu'
  | 'psixoloq'
  | 'müəllim';

export interface DemoAccount {
  readonly username: string;
  readonly role: RoleName;
  /** Where it works, for people who choose an account. */
  readonly description: string;
}

/**
 * One account for each role, and a second regional administrator to show that regions do not see each other.
 * They stay the same whatever the seed; nobody can sign in to them with a password, only with an API token.
 */
export const demoAccounts = [
  { username: 'superadmin', role: 'superadmin', description: 'Super administrator: the whole system' },
  { username: 'regionadmin', role: 'regionadmin', description: 'Regional administrator of Bakı' },
  { username: 'regionadmin.gence', role: 'regionadmin', description: 'Regional administrator of Gəncə-Daşkəsən' },
  { username: 'regionoperator', role: 'regionoperator', description: 'Regional operator of Bakı' },
  { username: 'sektoradmin', role: 'sektoradmin', description: 'Sector administrator of Yasamal, Bakı' },
  { username: 'schooladmin', role: 'schooladmin', description: 'Administrator of the first school of Yasamal' },
  { username: 'muavin_mudir', role: 'müavin_müdir', description: 'Deputy director of the same school' },
  { username: 'ubr_muellimi', role: 'ubr_müəllimi', description: 'Educational affairs teacher of the same school' },
  { username: 'teserrufat_mesulu', role: 'təsərrüfat_məsulu', description: 'Facilities manager of the same school' },
  { username: 'psixoloq', role: 'psixoloq', description: 'Psychologist of the same school' },
  { username: 'muellim', role: 'müəllim', description: 'Teacher of the same school' },
] as const satisfies readonly DemoAccount[];
