-- Roles, institutions, users and API tokens. Beside the existing Laravel application these tables are
-- already there and belong to it: only what is missing is created, and nothing existing is changed.

create table if not exists roles (
    id bigserial primary key,
    name varchar(50) unique not null,
    display_name varchar(100) not null,
    description text,
    guard_name varchar(50) default 'web',
    level integer not null,
    department_access jsonb default '[]'::jsonb,
    max_institutions integer,
    is_active boolean default true,
    created_at timestamp default now(),
    updated_at timestamp default now(),

    constraint roles_level_check check (level between 1 and 10)
);

create table if not exists institutions (
    id bigserial primary key,
    name varchar(200) not null,
    short_name varchar(50),
    type varchar(50) not null,
    parent_id bigint,
    level integer not null,
    region_code varchar(10),
    institution_code varchar(20) unique,
    contact_info jsonb default '{}'::jsonb,
    location jsonb default '{}'::jsonb,
    metadata jsonb default '{}'::jsonb,
    is_active boolean default true,
    established_date date,
    created_at timestamp default now(),
    updated_at timestamp default now(),

    constraint institutions_parent_id_fkey foreign key (parent_id) references institutions(id),
    constraint institutions_type_check check (type in ('ministry', 'region', 'sektor', 'school', 'vocational', 'university')),
    constraint institutions_level_check check (level between 1 and 5)
);

create index if not exists idx_institutions_parent on institutions(parent_id);
create index if not exists idx_institutions_type_level on institutions(type, level);
create index if not exists idx_institutions_region_code on institutions(region_code);
create index if not exists idx_institutions_active on institutions(is_active);

create table if not exists users (
    id bigserial primary key,
    username varchar(50) unique not null,
    email varchar(100) unique,
    password varchar(255) not null,
    role_id bigint not null,
    institution_id bigint,
    departments jsonb default '[]'::jsonb,
    is_active boolean default true,
    last_login_at timestamp,
    password_changed_at timestamp,
    failed_login_attempts integer default 0,
    locked_until timestamp,
    email_verified_at timestamp,
    remember_token varchar(100),
    created_at timestamp default now(),
    updated_at timestamp default now(),

    constraint users_role_id_fkey foreign key (role_id) references roles(id),
    constraint users_institution_id_fkey foreign key (institution_id) references institutions(id)
);

create index if not exists idx_users_role on users(role_id);
create index if not exists idx_users_institution on users(institution_id);

create table if not exists api_tokens (
    id bigserial primary key,
    user_id bigint not null,
    name varchar(100) not null,
    token varchar(255) not null,
    abilities jsonb default '["*"]'::jsonb,
    last_used_at timestamp,
    expires_at timestamp,
    created_at timestamp default now(),
    updated_at timestamp default now(),

    constraint api_tokens_user_id_fkey foreign key (user_id) references users(id) on delete cascade
);

create index if not exists idx_api_tokens_user on api_tokens(user_id);
create index if not exists idx_api_tokens_token on api_tokens(token);

-- The fixed roles of the ATİS design, for an installation that has none.
insert into roles (name, display_name, level)
select * from (values
    ('superadmin', 'Super administrator', 1),
    ('regionadmin', 'Regional administrator', 2),
    ('regionoperator', 'Regional operator', 3),
    ('sektoradmin', 'Sector administrator', 4),
    ('schooladmin', 'School administrator', 5),
    ('müavin_müdir', 'Deputy director', 5),
    ('ubr_müəllimi', 'Educational affairs teacher', 6),
    ('təsərrüfat_məsulu', 'Facilities manager', 6),
    ('psixoloq', 'Psychologist', 6),
    ('müəllim', 'Teacher', 7)
) as role(name, display_name, level)
where not exists (select from roles);
