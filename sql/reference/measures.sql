-- The default measures, as published. A figure that no source gives is null, and a change is then not judged.
-- Answers are numbered as the form scores them; the texts of the items are not here.

create table if not exists private.default_measures (
    measure             text primary key,
    version             smallint not null,
    direction           text not null,
    item_least          smallint[] not null,
    item_most           smallint[] not null,
    reversed            smallint[] not null,
    anchors             text not null,
    cutoff              numeric,
    reliability         numeric,
    standard_deviation  numeric,
    reliable_change     numeric,
    source              text not null
);
delete from private.default_measures;

insert into private.default_measures values
    ('CSI-4', 1, 'higher', array_fill(0, array[4]), array[6] || array_fill(5, array[3]), '{}',
        'item 1: 0 extremely unhappy to 6 perfect; others 0 to 5',
        13.5, .94, 4, null, 'Funk and Rogge 2007, J Fam Psychol 21(4)'),
    ('CSI-16', 1, 'higher', array_fill(0, array[16]), array[6] || array_fill(5, array[15]), '{}',
        'item 1: 0 extremely unhappy to 6 perfect; others 0 to 5',
        51.5, .98, 17, null, 'Funk and Rogge 2007, J Fam Psychol 21(4)'),
    ('CSI-32', 1, 'higher', array_fill(0, array[32]), array[6] || array_fill(5, array[31]), '{}',
        'item 1: 0 extremely unhappy to 6 perfect; others 0 to 5',
        104.5, .98, 32, null, 'Funk and Rogge 2007, J Fam Psychol 21(4)'),
    ('DTS', 1, 'higher', array_fill(1, array[8]), array_fill(7, array[8]), '{1,2,6}',
        '1 strongly disagree to 7 strongly agree; a form anchored the other way reverses the other five items',
        null, .93, null, null, 'Larzelere and Huston 1980, J Marriage Fam 42(3)'),
    ('RDAS', 1, 'higher', array_fill(0, array[14]), array_fill(5, array[10]) || array[4, 5, 5, 5], '{}',
        'consensus 1-6, satisfaction 7-10, cohesion 11-14, each as the form scores it',
        47.31, .90, null, 11.58, 'Busby and others 1995, J Marital Fam Ther 21(3); Anderson and others 2014'),
    ('PHQ-9', 1, 'lower', array_fill(0, array[9]), array_fill(3, array[9]), '{}',
        '0 not at all to 3 nearly every day',
        10, .89, null, 6, 'Kroenke, Spitzer and Williams 2001, J Gen Intern Med 16(9)'),
    ('GAD-7', 1, 'lower', array_fill(0, array[7]), array_fill(3, array[7]), '{}',
        '0 not at all to 3 nearly every day',
        10, .92, null, 4, 'Spitzer and others 2006, Arch Intern Med 166(10)'),
    ('PCL-5', 1, 'lower', array_fill(0, array[20]), array_fill(4, array[20]), '{}',
        '0 not at all to 4 extremely',
        33, .94, null, 15, 'Blevins and others 2015, J Trauma Stress 28(6); Marx and others 2022'),
    ('HITS', 1, 'lower', array_fill(1, array[4]), array_fill(5, array[4]), '{}',
        '1 never to 5 frequently',
        11, null, null, null, 'Sherin and others 1998, Fam Med 30(7)');

grant select on private.default_measures to troth_founder;
